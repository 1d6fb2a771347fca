"""Errors of publishing on one's own initiative, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class PublicationStepNotAllowed(GongkaiError):
    """A document was to make a step that its stage does not know."""

    zh = "“{stage}”的信息不能“{move}”。现在可以：{possible}。"
    en = "A document in “{stage_en}” cannot “{move_en}”. Look at its page for what can be done now."


class DocumentChangedMeanwhile(GongkaiError):
    """Two people wrote at once; the later one is told, and nothing is overwritten."""

    zh = "“{title}”在您编辑期间已被{name}改为第{number}版，您的改动没有覆盖它。两份内容都保留在下面，请核对后再保存。"
    en = "“{title}” became version {number} by {name} while you were editing; nothing was overwritten. Both texts are below."


class IndexNumberFixed(GongkaiError):
    """An index number never changes after release (law.md 2.3)."""

    zh = "该信息已以索引号 {index_no} 发布，索引号发布后不再变更。"
    en = "This was released under the index number {index_no}, which does not change any more."


class SecretInText(GongkaiError):
    """A secrecy mark was typed or pasted. Nothing of it was kept."""

    zh = "内容带有密级标志，没有保存。本系统为非涉密系统；请立即停止处理，并报告本机关保密工作机构。"
    en = "The text bears a secrecy mark and was not kept. This system is not for state secrets: tell your secrecy office."
