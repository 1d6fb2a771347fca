"""The words of this app's trail codes."""

from gongkai.web.trail.actions import register

register("file.accepted", zh="文件入库", en="file accepted")
register("file.refused", zh="拒收文件", en="file refused")
register("file.refused_secret", zh="拒收带密级标志的文件", en="file with a secrecy mark refused")
