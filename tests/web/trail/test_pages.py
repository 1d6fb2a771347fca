"""The pages of the trail: who sees what, filters, the list taken out, verification in the browser."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from gongkai.web.bodies.kinds import Role
from gongkai.web.trail import actions
from gongkai.web.trail.models import INSTALLATION, Entry
from gongkai.web.trail.selectors import entries_of
from tests.web.conftest import ON
from tests.web.trail.chains import done

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST, CHAINS, VERIFY, EXPORT, ANCHOR = (
    f"/workbench/trail/{each}" for each in ("", "chains/", "chains/verify/", "export/", "anchor/")
)


@pytest.fixture
def zhang(bureau, person):
    return person("张三", bureau, Role.HANDLER)


@pytest.fixture
def auditor(person):
    return person("审计员", None, Role.AUDIT_ADMIN)


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_staff_see_the_records_of_their_body_and_nothing_else(as_, zhang, bureau, other_bureau):
    done(bureau, zhang, bureau, thing="甲件")
    done(other_bureau, zhang, other_bureau, thing="乙件")
    done(bureau, zhang, None, thing="丙件")
    done(None, zhang, zhang, thing="丁件")
    page = text_of(as_(zhang).get(LIST))
    assert "办理甲件" in page
    for hidden in ("乙件", "丙件", "丁件"):
        assert hidden not in page


def test_the_audit_administrator_sees_everything(as_, auditor, zhang, bureau, other_bureau):
    for body, thing in ((bureau, "甲件"), (other_bureau, "乙件"), (None, "丁件")):
        done(body, zhang, None, thing=thing)
    page = text_of(as_(auditor).get(LIST))
    assert all(thing in page for thing in ("甲件", "乙件", "丁件", "演示市文化局", "本系统"))


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
@pytest.mark.parametrize("address", [LIST, CHAINS])
def test_the_other_administrators_see_nothing(as_, person, role, address):
    assert as_(person("管理员", None, role)).get(address).status_code == 404


@pytest.mark.parametrize("address", [LIST, CHAINS])
def test_nobody_signs_in_first(client, db, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/signin/")


@pytest.mark.parametrize("address", [EXPORT, ANCHOR, VERIFY])
def test_what_writes_is_posted(as_, auditor, address):
    assert as_(auditor).get(address).status_code == 405
    assert not Entry.objects.exists()


def test_filters(as_, auditor, zhang, person, bureau, other_bureau):
    li = person("李四", other_bureau)
    done(bureau, zhang, bureau, thing="甲件", on=ON)
    done(other_bureau, li, other_bureau, thing="乙件", on=ON + timedelta(days=3))
    actions.log_refusal("test.refused", body=bureau, actor=zhang, on=ON)
    client = as_(auditor)

    def found(**asked):
        page = text_of(client.get(LIST, asked))
        return {thing for thing in ("甲件", "乙件", "被拒绝</td>") if thing in page}

    assert found() == {"甲件", "乙件", "被拒绝</td>"}
    assert found(chain=str(other_bureau.pk)) == {"乙件"}
    assert found(person="李") == {"乙件"}
    assert found(first="2026-03-04") == {"乙件"}
    assert found(last="2026-03-04") == {"甲件", "被拒绝</td>"}
    assert found(code="test.refused") == {"被拒绝</td>"}
    assert found(record=str(bureau.pk)) == {"甲件"}


@pytest.mark.parametrize(
    "asked",
    [{"first": "2026-03-05", "last": "2026-03-01"}, {"first": "昨天"}, {"chain": "x"}, {"code": "'; --"}, {"record": "x" * 99}],
)
def test_a_filter_that_means_nothing_is_told(as_, auditor, asked):
    page = text_of(as_(auditor).get(LIST, asked), 422)
    assert 'id="errors"' in page


def test_another_bodys_chain_is_no_filter_for_staff(as_, zhang, bureau, other_bureau):
    done(bureau, zhang, bureau, thing="甲件")
    done(other_bureau, zhang, other_bureau, thing="乙件")
    page = text_of(as_(zhang).get(LIST, {"chain": str(other_bureau.pk)}), 422)
    assert "演示市文化局" not in page


def test_pages_go_back_in_time_with_a_constant_number_of_queries(as_, auditor, bureau, other_bureau):
    client = as_(auditor)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = text_of(client.get(LIST))
        return len(captured), page

    for number in range(120):
        done(bureau if number % 2 else other_bureau, None, None, thing=f"第{number}件")
        if number == 2:
            queries()
            few, _ = queries()
    many, page = queries()
    assert many == few <= 15
    assert "第119件" in page
    assert "第69件" not in page
    older = page.split('rel="next" href="')[1].split('"')[0]
    page = text_of(client.get(LIST + older))
    assert "第69件" in page
    assert "第20件" in page
    page = text_of(client.get(LIST + page.split('rel="next" href="')[1].split('"')[0]))
    assert "第0件" in page
    assert 'rel="next"' not in page
    for odd in ("-1", "x", "9" * 30, "٣"):
        assert client.get(LIST, {"before": odd}).status_code == 200


def test_the_list_is_taken_out_and_that_is_written_down(as_, auditor, zhang, bureau):
    done(bureau, zhang, bureau, thing="=1+1")
    done(None, None, None, thing="丁件", many=["a", "b"])
    response = as_(auditor).post(EXPORT, {"chain": str(bureau.pk)})
    assert response.status_code == 200
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[0][5:8] == ("操作人", "事项", "内容")
    assert rows[1][5:8] == ("张三", "test.done", "张三：办理=1+1")
    assert rows[1][12] == Entry.objects.get(body=bureau).hash
    entry = Entry.objects.get(code="trail.exported")
    assert (entry.actor_id, entry.details) == (auditor.pk, {"rows": 1, "filters": {"chain": str(bureau.pk)}})


def test_a_list_too_long_is_not_cut_in_silence(as_, auditor, bureau, monkeypatch):
    monkeypatch.setattr("gongkai.web.trail.views.MOST", 2)
    for _ in range(3):
        done(bureau)
    page = text_of(as_(auditor).post(EXPORT), 422)
    assert "超过 2 条" in page
    assert not Entry.objects.filter(code="trail.exported").exists()


def test_staff_take_out_only_what_they_see(as_, zhang, bureau, other_bureau):
    done(bureau, zhang, bureau)
    done(other_bureau, zhang, other_bureau)
    rows = list(load_workbook(io.BytesIO(as_(zhang).post(EXPORT).content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert Entry.objects.get(code="trail.exported").body == bureau
    assert as_(zhang).post(EXPORT, {"chain": str(other_bureau.pk)}).status_code == 422


def test_staff_verify_the_chain_of_their_own_body(as_, zhang, bureau, other_bureau):
    done(bureau, zhang, bureau)
    done(other_bureau, zhang, other_bureau)
    done(None)
    client = as_(zhang)
    page = text_of(client.get(CHAINS))
    assert "演示市信访局" in page
    assert "演示市文化局" not in page
    assert "全部一致" in text_of(client.post(f"{CHAINS}{bureau.pk}/verify/"))
    Entry.objects.filter(body=bureau).update(code="test.refused")
    page = text_of(client.post(f"{CHAINS}{bureau.pk}/verify/"))
    assert "需核实" in page
    assert "第 1 条的内容与其校验值不一致" in page
    for forbidden in (other_bureau.pk, INSTALLATION, "nothing"):
        assert client.post(f"{CHAINS}{forbidden}/verify/").status_code == 404
    assert client.post(VERIFY).status_code == 404
    assert client.post(ANCHOR).status_code == 404


def test_the_audit_administrator_verifies_all_against_an_anchor(as_, auditor, bureau):
    for _ in range(3):
        done(bureau)
    client = as_(auditor)
    response = client.post(ANCHOR)
    assert response["Content-Disposition"].startswith("attachment")
    content = response.content
    assert {each["name"] for each in json.loads(content)["chains"]} == {"演示市信访局", ""}
    assert "全部一致" in text_of(client.post(VERIFY))
    assert "全部一致" in text_of(client.post(VERIFY, {"anchor": io.BytesIO(content)}))
    assert "全部一致" in text_of(client.post(f"{CHAINS}{INSTALLATION}/verify/"))
    Entry.objects.filter(body=bureau, position__gt=1).delete()
    assert "校验锚登记有第 3 条，现已不存在" in text_of(client.post(VERIFY, {"anchor": io.BytesIO(content)}))


@pytest.mark.parametrize("content", [b"x", b"{}", b"\xff\xfe\x00", b"[1]"])
def test_a_file_that_is_no_anchor_is_told_at_the_field(as_, auditor, content):
    page = text_of(as_(auditor).post(VERIFY, {"anchor": io.BytesIO(content)}), 422)
    assert "不是操作记录的校验锚文件" in page


def test_the_timeline_stands_on_any_page(zhang, bureau):
    done(bureau, zhang, bureau, thing="<b>甲</b>")
    html = render_to_string("trail/_timeline.html", {"entries": entries_of(bureau)})
    assert "张三：办理&lt;b&gt;甲&lt;/b&gt;" in html
    assert "2026-03-02" in html  # the legal day, which is not that of the entry
    with translation.override("en"):
        assert "张三: handled" in render_to_string("trail/_timeline.html", {"entries": entries_of(bureau)})


def test_the_pages_speak_english(as_, auditor, bureau):
    done(bureau)
    client = as_(auditor)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = text_of(client.get(LIST))
    assert "The system: handled" in page


def test_every_sentence_has_its_english():
    import re
    from pathlib import Path

    import gongkai.web.trail as app

    root = Path(app.__file__).parent
    catalogue = (root / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    known = set(re.findall(r'^msgid "(.+)"$', catalogue, re.M))
    used = {found for path in root.rglob("*.py") for found in re.findall(r'\b_\("([^"]+)"\)', path.read_text(encoding="utf-8"))}
    for path in root.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        used |= {"".join(pair) for pair in re.findall(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""", text)}
        for block in re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", text):
            used.add(re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", block))
    assert used <= known
    assert not re.search(r'msgstr ""\n\n', catalogue)
