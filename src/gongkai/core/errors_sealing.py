"""Errors of keys and sealed values, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class KeyFileUnreadable(GongkaiError):
    """The key file is there, but is no key file or cannot be read."""

    zh = "密钥文件“{path}”无法读取：{problem}。请从备份恢复该文件；不要删除或者重新生成，否则已加密的内容不能再读出。"
    en = (
        "The key file “{path}” cannot be read: {problem}. Restore it from the backup; do not delete or remake it, or what "
        "is sealed can never be read again."
    )


class KeyFileExposed(GongkaiError):
    """Others than its owner can read the key file."""

    zh = (
        "密钥文件“{path}”可被其他用户读取（权限 {mode}）。请执行：chmod 600 {path}，"
        "并考虑更换密钥（gongkai manage keys_rotate）。"
    )
    en = (
        "The key file “{path}” can be read by others (mode {mode}). Run: chmod 600 {path}, and consider new keys "
        "(gongkai manage keys_rotate)."
    )


class KeyMissing(GongkaiError):
    """A value was sealed or signed with a key that the key file does not hold."""

    zh = "密钥文件“{path}”中没有编号为 {key} 的密钥，相关内容不能读出或者验证。请从备份恢复完整的密钥文件。"
    en = (
        "The key file “{path}” holds no key {key}, so this cannot be read or verified. Restore the whole key file from the "
        "backup."
    )


class SealBroken(GongkaiError):
    """A sealed value was changed, cut, or moved here from another column."""

    zh = "“{place}”中的加密内容已被改动、截断，或者是从别处移来的，不能读出。请核对数据库备份，并查看操作记录。"
    en = "The sealed value in “{place}” was changed, cut or moved here from elsewhere. Compare the database with its backup."


class SealedNotSearchable(GongkaiError):
    """A query was to compare a sealed column with a value."""

    zh = "加密字段“{place}”不能用“{lookup}”查询。需要查找相同值时，请使用盲索引字段。"
    en = "The sealed field “{place}” cannot be searched by “{lookup}”. Use a blind index to find equal values."


class CryptoUnknown(GongkaiError):
    """The setting of the algorithms names none that is known."""

    zh = "密码算法设置“{name}”无效。可用的有：{known}。请修改环境变量 GONGKAI_CRYPTO。"
    en = "The algorithms “{name}” are unknown. Known are: {known}. Change the environment variable GONGKAI_CRYPTO."


class CryptoUnavailable(GongkaiError):
    """The installed library of algorithms does not offer one that is selected."""

    zh = "所装密码库不支持 {name}。请改用 GONGKAI_CRYPTO=international，或者安装含国密算法的 OpenSSL。"
    en = "The installed cryptographic library lacks {name}. Use GONGKAI_CRYPTO=international or an OpenSSL that has it."
