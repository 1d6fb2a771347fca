"""Errors of working through many files: a cluster that does not answer, a part of the software that is not installed."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class ExtraNotInstalled(GongkaiError):
    """Something was asked for that needs an extra of the package."""

    zh = '{what_zh}需要另行安装：pip install "gongkai[{extra}]"。离线环境请用安装包中的同名部分。'
    en = '{what_en} needs an extra: pip install "gongkai[{extra}]"; offline, the part of that name in the bundle.'


class NoScheduler(GongkaiError):
    """No Dask scheduler, or a cluster without workers, at the address given."""

    zh = (
        "在 {address} 没有可用的 Dask 集群：{reason_zh}。请核对地址（如 tcp://主机:8786）并确认工作进程已启动；"
        "不用集群时去掉 --scheduler。"
    )
    en = (
        "There is no usable Dask cluster at {address}: {reason_en}. Check the address (such as tcp://host:8786) and that "
        "workers run; leave out --scheduler to work on this machine."
    )


class NotAReadingsFolder(GongkaiError):
    """The folder named for keeping readings cannot be used."""

    zh = "不能用“{folder}”存放已读结果：{reason}。请换一个可写的目录。"
    en = "“{folder}” cannot hold what was read: {reason}. Name a folder that can be written."
