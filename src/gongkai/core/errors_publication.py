"""Errors of publishing on one's own initiative, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class PublicationStepNotAllowed(GongkaiError):
    """A document was to make a step that its stage does not know."""

    zh = "“{stage}”的信息不能“{move}”。现在可以：{possible}。"
    en = "A document in “{stage_en}” cannot “{move_en}”. Look at its page for what can be done now."
