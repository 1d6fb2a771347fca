"""What is done to the trail itself: anchored, exported, purged; and the change of keys, which it has to know."""

from gongkai.web.trail.services.anchoring import trail_anchor, trail_export
from gongkai.web.trail.services.purging import chain_purge
from gongkai.web.trail.services.rotation import keys_reseal, keys_rotate

__all__ = ["chain_purge", "keys_reseal", "keys_rotate", "trail_anchor", "trail_export"]
