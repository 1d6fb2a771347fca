"""Replacing text in pieces."""

from __future__ import annotations

from lxml import etree

from gongkai.screening.mask_package import drop, unwrap
from gongkai.screening.mask_text import NEWLINE, Masker, Piece, bare, learn_all, mask_seams, mask_strand, text_of
from gongkai.screening.text_view import hits_in
from tests.screening.files import ID, MASKED_ID, MASKED_PHONE, OTHER, PHONE


def _pieces(*texts: str) -> list[Piece]:
    root = etree.Element("a")
    return [Piece(_with(etree.SubElement(root, "b"), text)) for text in texts]


def _with(element: etree._Element, text: str) -> etree._Element:
    element.text = text
    return element


def test_what_stands_around_stays_in_its_piece() -> None:
    strand = _pieces("电话", "138", "0013", "8000，另", "末")
    mask_strand(strand, Masker())
    assert [piece.text for piece in strand] == ["电话", MASKED_PHONE, "", "，另", "末"]


def test_two_in_one_piece_and_fixed_text_between() -> None:
    first, second = _pieces(f"电话{PHONE}，电话{OTHER[:3]}", OTHER[3:])
    masker = Masker()
    mask_strand([first, NEWLINE, second], masker)
    assert (first.text, second.text) == (f"电话{MASKED_PHONE}，电话139****9000", "")
    assert [each.count for each in masker.replaced()] == [1, 1]


def test_attributes_and_tails() -> None:
    element = etree.fromstring(f"<a alt='电话{PHONE}'><b/>电话{PHONE}</a>")
    for piece in (Piece(element, "alt"), Piece(element[0], "tail")):
        mask_strand([piece], Masker())
        assert piece.text == f"电话{MASKED_PHONE}"
    fixed = Piece(None, fixed="x")
    fixed.text = "y"
    assert fixed.text == "x"


def test_the_seam_of_two_paragraphs() -> None:
    first, second, third = _pieces("x" * 50 + f"证号{ID[:8]}"), _pieces(ID[8:] + "。" + "y" * 50), _pieces("35")
    mask_seams([first, second, third], Masker())
    assert (text_of(first)[50:], text_of(second)[:2]) == (f"证号{MASKED_ID}", "。y")
    assert text_of(third) == "35"


def test_what_is_known_is_found_however_it_is_written() -> None:
    masker = Masker()
    assert masker.gives_away(f"x{PHONE}") is None
    assert learn_all(masker, hits_in(f"电话{PHONE}")) and not learn_all(masker, ())
    assert masker.gives_away("…138 0013-8000…") == MASKED_PHONE
    assert masker.text("编号 １３８.0013.8000/7") == f"编号 {MASKED_PHONE}/7"
    assert masker.gives_away("1380013800") is None


def test_days_are_replaced_where_they_are_days_of_birth_only() -> None:
    masker = Masker()
    (hit,) = hits_in("出生日期1990年3月7日")
    masker.learn(hit)
    assert not masker.known
    masker.learn(hit, everywhere=True)
    assert masker.text("于1990年3月7日") != "于1990年3月7日"


def test_published_numbers_and_masks_stay() -> None:
    masker = Masker(frozenset({bare(PHONE)}))
    assert masker.text(f"电话{PHONE}，证号{MASKED_ID}") == f"电话{PHONE}，证号{MASKED_ID}"


def test_taking_elements_away_keeps_the_text_behind_them() -> None:
    root = etree.fromstring("<a>1<b/>2<c><d/>3</c>4<e/>5</a>")
    for name in ("b", "e"):
        drop(root.find(name))
    unwrap(root.find("c"))
    assert etree.tostring(root) == b"<a>12<d/>345</a>"
    drop(root)
    unwrap(root)
    assert root.tag == "a"
