"""Errors of starting and running the installation."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class WebExtraMissing(GongkaiError):
    """A command of the web was called where only the library is installed."""

    zh = "“gongkai {command}”需要 Web 组件，当前环境缺少 {missing}。请执行：pip install 'gongkai[web]'"
    en = "“gongkai {command}” needs the web extra; {missing} is not installed here. Run: pip install 'gongkai[web]'"


class PortTaken(GongkaiError):
    """Something else answers at the address already."""

    zh = "{host}:{port} 已被其他程序占用。请关闭该程序，或者用 --port 指定其他端口。"
    en = "{host}:{port} is used by another program. Close it, or name another port with --port."


class DatabaseUnreachable(GongkaiError):
    """The database does not answer when the installation starts."""

    zh = "无法连接数据库：{cause} 请检查 GONGKAI_DATABASE（未设置时检查目录 {var} 能否写入）。"
    en = "The database does not answer: {cause} Check GONGKAI_DATABASE, or, where it is not set, whether {var} can be written."


class PartEnded(GongkaiError):
    """The server or the worker ended by itself, so that the other was ended too."""

    zh = "{part}意外退出（代码 {code}），已停止全部进程。请查看以上日志后重新启动。"
    en = "{part_en} ended by itself (code {code}); everything was stopped. See the log above and start again."


class NotReady(GongkaiError):
    """The server runs but did not answer in time."""

    zh = "服务在 {seconds} 秒内没有应答，已停止。请查看以上日志。"
    en = "The server did not answer within {seconds} seconds and was stopped. See the log above."
