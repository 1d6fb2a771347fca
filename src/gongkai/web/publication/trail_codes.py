"""The words of this app's trail codes."""

from gongkai.web.trail.actions import register

register("document.registered", zh="登记信息", en="document registered")
register("document.changed", zh="修改内容，形成新版本", en="changed: a new version")
register("document.restored", zh="恢复以前的版本", en="earlier version restored")
register("document.index_set", zh="变更索引号", en="index number set")
register("document.submitted", zh="提交审查", en="submitted for review")
register("review.passed", zh="审查通过", en="review passed")
register("review.returned", zh="退回", en="returned")
register("review.entered_from_paper", zh="登记纸质审签", en="review on paper entered")
register("finding.overridden", zh="对筛查发现说明理由后放行", en="finding let stand with a reason")
register("document.released", zh="发布", en="released")
register("document.scheduled", zh="定时发布", en="release planned")
register("document.unscheduled", zh="取消定时发布", en="planned release taken back")
register("release.recorded", zh="登记其他渠道发布", en="release elsewhere recorded")
register("release.proven", zh="核验发布凭证", en="release proven")
register("document.read_after", zh="发布后核读", en="read after release")
register("document.withdrawn", zh="撤下", en="withdrawn")
register("document.ended", zh="标注废止、失效", en="marked as ended")
