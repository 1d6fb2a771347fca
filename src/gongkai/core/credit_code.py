"""The unified social credit code (统一社会信用代码) of a body, GB 32100-2015."""

from __future__ import annotations

from gongkai.core.law import read_law_file


def is_credit_code(code: str) -> bool:
    """Whether eighteen characters are a unified social credit code, by their check character (GB 32100, 4.5)."""
    rule = read_law_file("screening/personal.yaml")["credit_code"]
    alphabet: str = rule["alphabet"]
    if len(code) != rule["length"] or any(char not in alphabet for char in code):
        return False
    return code == with_check_character(code[:-1])


def with_check_character(stem: str) -> str:
    """A code from its first seventeen characters: the weight of place i is a power of the base, modulo the alphabet."""
    rule = read_law_file("screening/personal.yaml")["credit_code"]
    alphabet: str = rule["alphabet"]
    modulus = len(alphabet)
    total = sum(alphabet.index(char) * pow(rule["base"], place, modulus) for place, char in enumerate(stem))
    return stem + alphabet[-total % modulus]
