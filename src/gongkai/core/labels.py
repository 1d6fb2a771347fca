"""Names in both languages, as the law's files give them: `id: {zh: …, en: …}`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.errors import Lang


@dataclass(frozen=True, slots=True)
class Label:
    """Something that has an id and a name in each language."""

    id: str
    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The name in the language asked for."""
        return self.zh if lang == "zh" else self.en


def labels(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Label]:
    """The labels of one block of a law file, in its order."""
    return {key: Label(key, entry["zh"], entry["en"]) for key, entry in entries.items()}


def absent(required: Iterable[Label], present: Collection[str]) -> tuple[Label, ...]:
    """The labels among `required` whose ids are not `present`, in order."""
    return tuple(label for label in required if label.id not in present)


def listed(found: Iterable[Label], lang: Lang) -> str:
    """Several labels in one line of a sentence."""
    return ("、" if lang == "zh" else ", ").join(label.say(lang) for label in found)
