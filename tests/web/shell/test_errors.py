"""Pages of failure, in plain words and both languages, and the headers of every answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gongkai.web.shell.views import errors
from tests.web.shell.urls import EveryField

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def asking(desk: Client) -> Client:
    desk.raise_request_exception = False
    return desk


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_every_status_has_its_words_in_both_languages() -> None:
    from django.utils.translation import override

    assert {400, 404, 409, 413, 422, 500, 503} <= set(errors.WORDS)
    for words in errors.WORDS.values():
        for each in words:
            with override("zh-hans"):
                chinese = str(each)
            with override("en"):
                english = str(each)
            assert chinese != english
            assert english.isascii() or "’" in english


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/fail/400/", 400, "请求无法识别"),
        ("/fail/403/", 404, "没有找到页面"),
        ("/fail/404/", 404, "没有找到页面"),
        ("/nowhere/", 404, "没有找到页面"),
        ("/fail/409/", 409, "“甲”正在审核，请先撤回。"),
        ("/fail/413/", 413, "内容太大"),
        ("/fail/500/", 500, "系统出错"),
    ],
)
def test_a_failure_is_a_page_with_a_way_on(asking: Client, address: str, status: int, said: str) -> None:
    answer = asking.get(address)
    assert answer.status_code == status
    assert said in text(answer)
    for secret in ("Traceback", "secret-of-the-house", "Body matching", "RuntimeError", "/tmp/"):
        assert secret not in text(answer)
    assert "href=" in text(answer)
    for name, value in HEADERS.items():
        assert answer[name] == value, name
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_absent_and_forbidden_look_alike(asking: Client) -> None:
    import re

    absent, forbidden = (
        re.sub(r'value="[^"]+"|X-CSRFToken": "[^"]+', "", text(asking.get(f"/fail/{each}/"))) for each in (404, 403)
    )
    assert absent == forbidden


def test_an_error_of_ours_speaks_the_language_of_the_page(asking: Client) -> None:
    asking.post("/workbench/language/", {"language": "en"})
    assert "“甲” is under review; take it back first." in text(asking.get("/fail/409/"))


def test_the_page_of_a_crash_needs_neither_database_nor_session(
    asking: Client, django_assert_num_queries: Any, rf: Any
) -> None:
    with django_assert_num_queries(0):
        answer = errors.server_error(rf.get("/"))
        late = errors.unavailable(rf.get("/"))
    assert "系统出错" in text(answer) and "Something went wrong" in text(answer)
    assert (late.status_code, late["Retry-After"]) == (503, "60")


def test_a_form_without_its_token_is_a_page_too(settings: Any) -> None:
    settings.ROOT_URLCONF = "gongkai.web.site.urls"
    answer = Client(enforce_csrf_checks=True).post("/workbench/view/", {"elder": "1"})
    assert answer.status_code == 403
    assert "<h1>" in text(answer) and "Traceback" not in text(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "gongkai-view" not in answer.cookies


def test_a_foreign_host_name_is_refused_with_headers(client: Client) -> None:
    answer = client.get("/workbench/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "evil" not in text(answer)


def test_too_much_sent_is_413(asking: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = asking.post("/form/", "title=" + "x" * 1000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    assert asking.post("/form/", {str(number): "x" for number in range(9)}).status_code == 413


def test_strangers_on_public_addresses_get_no_cookie(client: Client) -> None:
    answer = client.get("/fail/404/")
    assert answer.cookies == {}
    assert "大字版" not in text(answer)
    assert "Cache-Control" not in answer


def test_signed_in_is_never_stored(desk: Client, client: Client) -> None:
    assert desk.get("/list/")["Cache-Control"] == "no-store"
    assert client.get("/workbench/")["Cache-Control"] == "no-store"


def test_over_tls_the_browser_is_told_to_stay_there(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    assert client.get("/workbench/keys/", secure=True)["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_form_shows_every_fault_at_its_field_and_loses_nothing(desk: Client) -> None:
    answer = desk.post("/form/", {"title": "通知", "kind": "b", "text": "正文", "key": "k"})
    page = text(answer)
    assert answer.status_code == 422
    assert 'id="errors"' in page and 'tabindex="-1"' in page
    for name in ("heads", "sure"):
        assert f'id="id_{name}_error"' in page
    assert 'href="#id_sure"' in page and 'href="#id_heads_0"' in page
    assert 'value="通知"' in page and ">正文</textarea>" in page.replace("\r\n", "").replace("\n", "") and 'value="k"' in page
    assert "<title>需更正：" in page
    assert page.count('id="id_heads"') == 1


def test_an_error_of_ours_stands_at_its_field(desk: Client) -> None:
    answer = desk.post("/form/", {"title": "通知", "kind": "b", "heads": "a", "sure": "on"})
    assert answer.status_code == 422
    assert text(answer).count("“通知”正在审核，请先撤回。") == 2  # in the summary and at the field


def test_every_fragment_shows_what_it_is_given() -> None:
    from datetime import UTC, date, datetime

    from django.template.loader import render_to_string

    from gongkai.web.shell.parts import Moment

    made = {
        "_facts": {"facts": [("文号", "演政发〔2026〕3号"), ("机关", "甲", "/b/jia/"), ("空", "")]},
        "_timeline": {
            "timeline": [
                Moment(datetime(2026, 3, 2, 1, tzinfo=UTC), "登记", "经办人甲", "备注", "/x"),
                Moment(date(2026, 3, 3), "逾期", tone="late"),
            ]
        },
        "_badge": {"label": "逾期", "tone": "late"},
        "_empty": {"text": "没有", "address": "/x", "label": "新建"},
        "_notice": {"text": "已保存", "title": "提示", "tone": "error"},
        "_crumb": {"label": "文件"},
        "_form": {"form": EveryField(), "submit": "提交", "tone": "danger", "cancel": "/x"},
    }
    html = {name: render_to_string(f"shell/{name}.html", context) for name, context in made.items()}
    assert '<dd><a href="/b/jia/">甲</a></dd>' in html["_facts"] and "<dd>—</dd>" in html["_facts"]
    assert (
        "2026-03-02 09:00" in html["_timeline"]
        and 'class="timeline--late"' in html["_timeline"]
        and "2026-03-03" in html["_timeline"]
    )
    assert "badge--late" in html["_badge"]
    assert 'href="/x">新建' in html["_empty"]
    assert 'role="alert"' in html["_notice"]
    assert 'aria-current="page"' in html["_crumb"]
    assert 'enctype="multipart/form-data"' in html["_form"] and "button--danger" in html["_form"]
    assert html["_form"].count("（选填）") == 2
    assert "<fieldset" in html["_form"] and "errorlist" not in html["_form"]


def test_panels_fill_their_slot(desk: Client) -> None:
    from django.utils.safestring import mark_safe

    from gongkai.web.shell import panels

    panels.register("home.aside", lambda request, record: mark_safe("<b>板块</b>"))
    panels.register("home", lambda request, record: "<i>文字</i>")
    panels.register("home", test_panels_fill_their_slot.__class__ and (lambda request, record: None))
    page = text(desk.get("/workbench/"))
    assert "<b>板块</b>" in page
    assert "&lt;i&gt;文字" in page or "<i>文字" not in page
