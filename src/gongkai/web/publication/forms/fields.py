"""Fields that the forms of this app share."""

from __future__ import annotations

from typing import Any

from django import forms

_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]


class DayField(forms.DateField):
    """A day, picked or typed as 2026-03-02, 2026/3/2 or 2026年3月2日."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=_FORMATS, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads; empty where none was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each upload cleaned by itself."""
        single = super().clean
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            single(None, initial)
        return [single(each, initial) for each in given]


def words(rows: int = 3, **attrs: Any) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea(attrs={"rows": rows, **attrs})
