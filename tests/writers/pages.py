"""What a page must be to be read aloud, with a keyboard and in any light: looked at in its markup."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from lxml import etree

VOID = {"meta", "link", "br", "col", "img", "hr", "input"}


def parsed(page: str) -> etree._Element:
    """The page as a tree. It is well formed but for the elements that HTML never closes."""
    closed = re.sub(rf"<({'|'.join(sorted(VOID))})\b([^>]*?)/?>", r"<\1\2/>", page.replace("<!DOCTYPE html>", ""))
    closed = re.sub(r"(<\w+[^>]*\s)(hidden)(?=[\s>])", r'\1hidden=""', closed)
    closed = re.sub(r"<style>.*?</style>", "<style/>", closed, flags=re.S)
    return etree.fromstring(closed)


def faults(page: str) -> list[str]:
    """Everything that breaks a rule of accessible, self-contained pages; empty for a good one."""
    root = parsed(page)
    found = [f"the id {name} is there {times} times" for name, times in Counter(root.xpath("//@id")).items() if times > 1]
    ids = set(root.xpath("//@id"))
    for attribute in ("headers", "aria-labelledby", "aria-describedby"):
        for value in root.xpath(f"//@{attribute}"):
            found += [f"{attribute} names {name}, which is not there" for name in value.split() if name not in ids]
    found += [f"a link leads to {href}" for href in root.xpath("//@href") if href[1:] not in ids or href[:1] != "#"]
    found += ["a th without scope" for th in root.iter("th") if not th.get("scope")]
    found += [
        "a number without its headings"
        for td in root.xpath("//table[contains(@class, 'official')]//td")
        if not td.get("headers")
    ]
    found += [f"<{tag}>" for tag in ("script", "iframe", "object", "img", "link") if root.find(f".//{tag}") is not None]
    found += ["an inline handler or style" for name in root.xpath("//@*") if _inline(name)]
    found += ["another host" for text in re.findall(r"https?:[^\"\s]*", page) if "www.w3.org/2000/svg" not in text]
    found += [f"{text} is imported" for text in re.findall(r"@import|url\(", page)]
    if not root.get("lang"):
        found.append("no language")
    if len(list(root.iter("h1"))) != 1 or len(list(root.iter("main"))) != 1:
        found.append("not exactly one h1 and one main")
    levels = [int(each.tag[1]) for each in root.iter("h1", "h2", "h3", "h4")]
    found += ["a heading level is left out" for above, below in pairwise(levels) if below > above + 1]
    for scrolled in root.xpath("//div[@class='scroll']"):
        if scrolled.get("tabindex") != "0" or scrolled.get("role") != "region" or not scrolled.get("aria-labelledby"):
            found.append("a scrolling part that a keyboard cannot reach")
    return found


def _inline(attribute: object) -> bool:
    name = getattr(attribute, "attrname", "") or ""
    return name == "style" or name.startswith("on")
