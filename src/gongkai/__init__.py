"""Gongkai (公开): the government-information-disclosure work of a public body.

Record once, the law decides what it means, the report counts it, anyone can check it.
"""

__version__ = "0.3.0"
