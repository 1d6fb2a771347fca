"""The words of this app's trail codes."""

from gongkai.web.trail.actions import register

register("document.registered", zh="登记信息", en="document registered")
register("document.changed", zh="修改内容，形成新版本", en="changed: a new version")
register("document.restored", zh="恢复以前的版本", en="earlier version restored")
register("document.index_set", zh="变更索引号", en="index number set")
