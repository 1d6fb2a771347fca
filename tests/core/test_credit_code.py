"""The unified social credit code, against codes that are public."""

from __future__ import annotations

import pytest

from gongkai.core.credit_code import is_credit_code, with_check_character

REAL = ["91110000600037341L", "91330106673959654P", "12620600MB0523338C", "11341702486344515H", "91440300708461136T"]


@pytest.mark.parametrize("code", REAL)
def test_a_real_code(code):
    assert is_credit_code(code)
    assert with_check_character(code[:-1]) == code


@pytest.mark.parametrize("code", REAL)
def test_every_single_wrong_character_is_seen(code):
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for place, right in enumerate(code):
        for other in alphabet:
            if other != right:
                assert not is_credit_code(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["", "1", REAL[0].lower(), REAL[0] + "0", REAL[0][:-1], "I" * 18, " " + REAL[0][1:]])
def test_what_is_no_code(code):
    assert not is_credit_code(code)
