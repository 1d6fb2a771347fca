"""The limits of signing in, each with its source: how often one may try, how long a session holds.

GB/T 22239-2019 8.1.4.1 b): 应具有登录失败处理功能，应配置并启用结束会话、限制非法登录次数和当登录连接超时自动退出等相关措施.
The standard names no numbers (CONV, in use here since 2026-01-01); OWASP ASVS 5.0 6.3.1 asks that nobody can lock the owner
out for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries are free; then each costs a wait that doubles up to the longest. Quiet for `forgotten`, all is new."""

    scope: str
    free: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta

    def wait(self, tries: int) -> timedelta:
        """The wait that follows the try of this number."""
        if tries < self.free:
            return timedelta(0)
        doublings = min(tries - self.free, 16)
        return min(self.longest, self.first * (1 << doublings))


_MINUTE, _QUARTER, _DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
PAIR = Limit("pair", free=5, first=_MINUTE, longest=_QUARTER, forgotten=_DAY)  # one name from one address
ACCOUNT = Limit("account", free=20, first=_MINUTE, longest=_QUARTER, forgotten=timedelta(hours=1))  # one name from anywhere
ADDRESS = Limit("address", free=100, first=_MINUTE, longest=_QUARTER, forgotten=timedelta(hours=1))  # any names, one address
FACTOR = Limit("factor", free=5, first=_MINUTE, longest=_QUARTER, forgotten=_DAY)  # second step of one account
LIMITS = {limit.scope: limit for limit in (PAIR, ACCOUNT, ADDRESS, FACTOR)}

STEP_HOLDS = timedelta(minutes=10)  # from the first step of a sign-in to its second
PROOF_HOLDS = timedelta(minutes=15)  # from the last proof of identity to a change of one's own safeguards
SEEN_EVERY = timedelta(minutes=1)  # how exactly the last act in a session is written down
BREAK_GLASS_HOLDS = timedelta(hours=4)  # a session of the sealed account


def session_fault(*, begun: datetime, seen: datetime, at: datetime, idle: timedelta, absolute: timedelta) -> str:
    """Why a session holds no longer: `idle`, `absolute`, or nothing."""
    if at - begun >= absolute:
        return "absolute"
    return "idle" if at - seen >= idle else ""
