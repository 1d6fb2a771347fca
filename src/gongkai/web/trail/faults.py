"""What a verification can find, in both languages. A fault says what is not as it was written, never who did it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The ways in which a chain can differ from what was written."""

    CHANGED = "changed"
    UNLINKED = "unlinked"
    GAP = "gap"
    FOREIGN = "foreign"
    ORDER = "order"
    BEYOND = "beyond"
    HEAD = "head"
    SEAL = "seal"
    ANCHORED = "anchored"
    CUT = "cut"
    CHECKPOINT = "checkpoint"
    NO_CHAIN = "no_chain"
    ANCHOR_SIGNATURE = "anchor_signature"
    UNGUARDED = "unguarded"


WORDS: dict[Kind, tuple[str, str]] = {
    Kind.CHANGED: ("第 {position} 条的内容与其校验值不一致", "entry {position} does not match its hash"),
    Kind.UNLINKED: ("第 {position} 条与前一条不衔接", "entry {position} does not follow from the one before it"),
    Kind.GAP: ("第 {first} 条至第 {position} 条缺失", "entries {first} to {position} are missing"),
    Kind.FOREIGN: ("第 {position} 条不属于该机关", "entry {position} belongs to another body"),
    Kind.ORDER: ("第 {position} 条的总序号不递增", "the number of entry {position} does not ascend"),
    Kind.BEYOND: ("第 {position} 条在链尾之后", "entry {position} stands behind the end of the chain"),
    Kind.HEAD: ("链尾登记为第 {position} 条，与记录不一致", "the head says the chain ends at entry {position}, which differs"),
    Kind.SEAL: ("链尾（第 {position} 条）的封印不一致", "the seal of the head (entry {position}) does not fit"),
    Kind.ANCHORED: ("第 {position} 条与校验锚不一致", "entry {position} differs from the anchor"),
    Kind.CUT: ("校验锚登记有第 {position} 条，现已不存在", "the anchor knows entry {position}, which is no longer there"),
    Kind.CHECKPOINT: ("第 {position} 条处的清理凭证签名无效", "the checkpoint at entry {position} has no valid signature"),
    Kind.NO_CHAIN: ("校验锚登记的记录链不存在", "a chain that the anchor knows is not there"),
    Kind.ANCHOR_SIGNATURE: ("校验锚的签名无效", "the anchor has no valid signature"),
    Kind.UNGUARDED: ("数据库的保护触发器缺失：{guard}", "a guard of the database is missing: {guard}"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found: in which chain, at which entry."""

    kind: Kind
    chain: str
    position: int = 0
    details: dict[str, object] = field(default_factory=dict)

    def say(self, lang: str = "zh") -> str:
        """The sentence in the language asked for."""
        zh, en = WORDS[self.kind]
        return (zh if lang.startswith("zh") else en).format(position=self.position, **self.details)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verification of one chain found."""

    chain: str
    name: str
    entries: int
    faults: tuple[Fault, ...] = ()
    kept_from: int = 1

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults
