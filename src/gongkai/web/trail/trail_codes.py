"""The words of this app's trail codes."""

from gongkai.web.trail.actions import register

register("trail.anchored", zh="导出校验锚（{chains} 条记录链）", en="exported an anchor of {chains} chains")
register("trail.exported", zh="导出操作记录（{rows} 条）", en="exported {rows} entries of the trail")
register(
    "trail.purged",
    zh="清理 {kept_from} 以前的操作记录（{removed} 条）",
    en="purged {removed} entries of the trail from before {kept_from}",
)
register("keys.rotated", zh="更换密钥（新密钥 {key}）", en="changed the keys (new key {key})")
register("keys.resealed", zh="用新密钥重新加密（{values} 项）", en="sealed {values} values anew")
