"""OFD files object by object: where characters stand however they are spaced, which paths are rules, what is not shown."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gongkai.core.errors import NoText
from gongkai.readers.document import Document, Table
from gongkai.readers.ofd import read_ofd
from tests.readers.ofd_making import HEIGHT, ROWS, WIDTH, XS, YS, Page, ofd, unit

MM = 72 / 25.4


def read(*pages: Page, **more: object) -> Document:
    return read_ofd(ofd(*pages, **more), "a.ofd")  # type: ignore[arg-type]


def only_table(*pages: Page, **more: object) -> Table:
    (table,) = read(*pages, **more).tables
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


EXPECTED = [list(row) for row in ROWS]


def prose(*pages: Page, **more: object) -> str:
    return "|".join(each.text for each in read(*pages, **more).paragraphs)


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def test_a_table_keeps_its_cells_and_their_places():
    table = only_table(Page().table())
    assert texts(table) == EXPECTED
    assert table.place.page == 1
    assert table.place.box == pytest.approx([edge * MM for edge in (25, 35, 140, 65)], abs=1)


@pytest.mark.parametrize("prefix", ["ofd:", "", "o:"])
def test_elements_under_any_prefix(prefix):
    assert texts(only_table(Page().table(), style=prefix)) == EXPECTED


def filled(page: Page) -> Page:
    for y in YS:
        page.path(
            f"M 0 0 L {XS[-1] - XS[0]} 0 L {XS[-1] - XS[0]} 0.2 L 0 0.2 C", 'Stroke="false" Fill="true"', f"{XS[0]} {y} 115 0.2"
        )
    for x in XS:
        page.path("M 0 0 L 0.2 0 L 0.2 30 L 0 30 C", 'Stroke="false" Fill="true"', f"{x} {YS[0]} 0.2 30")
    return page


def boxed(page: Page) -> Page:
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            page.path(f"S {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} C")
    return page


def in_one_path(page: Page) -> Page:
    across = " ".join(f"M {XS[0]} {y} L {XS[-1]} {y}" for y in YS)
    return page.path(across + " " + " ".join(f"M {x} {YS[0]} L {x} {YS[-1]}" for x in XS), 'CTM="1 0 0 1 0 0"')


def curved(page: Page) -> Page:
    """Level and upright curves of three kinds, and arcs without radius."""
    for y in YS:
        page.path(f"M {XS[0]} {y} Q 70 {y} {XS[-1]} {y}").path(f"M {XS[0]} {y} A 0 0 0 0 0 {XS[-1]} {y}")
    for x in XS:
        page.path(f"M {x} {YS[0]} B {x} 40 {x} 50 {x} {YS[-1]}")
    return page


def dashed(page: Page) -> Page:
    for y in YS:
        page.path(" ".join(f"M {XS[0] + step} {y} L {XS[0] + step + 1} {y}" for step in range(0, 115, 2)))
    for x in XS:
        page.path(" ".join(f"M {x} {YS[0] + step} L {x} {YS[0] + step + 1}" for step in range(0, 30, 2)))
    return page


def pictured(page: Page) -> Page:
    for y in YS:
        page.picture(XS[0], y, XS[-1] - XS[0], 0.2)
    for x in XS:
        page.picture(x, YS[0], 0.2, YS[-1] - YS[0])
    return page


def scaled(page: Page) -> Page:
    """Points under a matrix, as printer drivers write them."""
    inch = 25.4 / 72
    for y in YS:
        page.path(f"M {XS[0] / inch} {y / inch} L {XS[-1] / inch} {y / inch}", f'CTM="{inch} 0 0 {inch} 0 0" LineWidth="0.5"')
    for x in XS:
        page.path(f"M {x / inch} {YS[0] / inch} L {x / inch} {YS[-1] / inch}", f'CTM="{inch} 0 0 {inch} 0 0" LineWidth="0.5"')
    return page


@pytest.mark.parametrize("drawn", [filled, boxed, in_one_path, curved, dashed, pictured, scaled])
def test_rules_however_they_are_drawn(drawn):
    assert texts(only_table(drawn(Page()).cells())) == EXPECTED


@pytest.mark.parametrize(
    "more",
    ['Visible="false"', 'Stroke="false"', 'Stroke="false" Fill="false"', 'Alpha="0"', 'LineWidth="8"'],
)
def test_lines_that_are_not_drawn_or_are_bars_are_no_rules(more):
    page = Page().cells()
    for x in XS:
        page.path(f"M {x} {YS[0]} L {x} {YS[-1]}", more)
    page.path(f"M {XS[0]} {YS[0]} L {XS[-1]} {YS[0]}").path(f"M {XS[0]} {YS[-1]} L {XS[-1]} {YS[-1]}")
    assert not any(not table.loose for table in read(page).tables)


@pytest.mark.parametrize("data", ["", "M 1", "X 1 2", "M 1 2 L 3", "C", "M 1e999 2 L 3 4", "M nan 2", "B 1 2 3"])
def test_a_broken_path_draws_what_comes_before_the_break(data):
    assert texts(only_table(Page().table().path(data).path(data, 'Fill="true" Stroke="false"'))) == EXPECTED


def test_rules_of_a_template_under_the_page():
    page = Page(templates=("t", "unknown")).cells()
    assert texts(only_table(page, templates={"t": Page().grid()})) == EXPECTED


def test_a_composite_drawing_with_its_transform():
    inner = Page().table()
    placed = Page().raw('<ofd:CompositeObject ID="5" ResourceID="9" Boundary="10 20 1 1" CTM="0.5 0 0 0.5 0 0"/>')
    for page, more in ((placed, {"units": unit(9, inner)}), (Page(objects=placed.objects, resources=unit(9, inner)), {})):
        table = only_table(page, **more)
        assert texts(table) == EXPECTED
        assert table.place.box == pytest.approx([edge * MM for edge in (22.5, 37.5, 80, 52.5)], abs=1)
    with pytest.raises(NoText):
        read(placed)


def test_blocks_inside_blocks():
    inside = Page().table().objects
    assert (
        texts(only_table(Page().raw(f"<ofd:PageBlock><ofd:PageBlock>{''.join(inside)}</ofd:PageBlock></ofd:PageBlock>")))
        == EXPECTED
    )


def test_a_table_over_two_pages_is_one():
    below = Page().grid(ys=(20.0, 30.0)).cells(ys=(20.0, 30.0), rows=(("行政许可", "8", "9"),))
    table = only_table(Page().grid(ys=(255.0, 265.0, 275.0, 285.0)).cells(ys=(255.0, 265.0, 275.0, 285.0)), below)
    assert texts(table) == [*EXPECTED, ["行政许可", "8", "9"]]


# ── characters ───────────────────────────────────────────────────────────────────────────────


def code(attributes: str, words: str, more: str = "", inside: str = "") -> Page:
    """One text object 50 mm from the left and 60 from the top, of type 5 mm high."""
    return Page().raw(
        f'<ofd:TextObject ID="1" Font="1" Size="5" Boundary="50 60 100 10" {more}>{inside}'
        f"<ofd:TextCode {attributes}>{words}</ofd:TextCode></ofd:TextObject>"
    )


def extent(page: Page) -> tuple[float, float, float, float]:
    """The box of the only paragraph in millimetres."""
    (paragraph,) = read(page).paragraphs
    x0, y0, x1, y1 = paragraph.place.box
    return x0 / MM, y0 / MM, x1 / MM, y1 / MM


@pytest.mark.parametrize(
    ("attributes", "right"),
    [
        ('X="0" Y="5" DeltaX="6 6 6"', 73),
        ('X="0" Y="5" DeltaX="g 3 6"', 73),
        ('X="0" Y="5" DeltaX="g 2 6 6"', 73),
        ('X="0" Y="5" DeltaX="6"', 73),  # the last goes on
        ('X="0" Y="5" DeltaX="g 999999 6"', 73),
        ('X="0" Y="5" DeltaX="x 6"', 73),
        ('X="0" Y="5" DeltaX="g -1 9 6"', 73),
        ('X="0" Y="5"', 70),  # each follows the one before
        ('Y="5" DeltaX="g 3"', 70),
    ],
)
def test_offsets_between_characters(attributes, right):
    page = code(attributes, "政府信息")
    assert prose(page) == "政府信息"
    assert extent(page) == pytest.approx((50, 60.7, right, 65.7), abs=0.1)


def test_a_second_piece_goes_on_where_it_says_nothing():
    pieces = (
        code('X="1" Y="5"', "政")
        .objects[0]
        .replace("</ofd:TextObject>", '<ofd:TextCode X="7">府</ofd:TextCode></ofd:TextObject>')
    )
    assert extent(Page().raw(pieces)) == pytest.approx((51, 60.7, 62, 65.7), abs=0.1)


def test_written_downwards_by_offsets_or_by_direction():
    rules = Page().grid(xs=(45.0, 60.0, 75.0), ys=(50.0, 100.0, 120.0))
    for attributes, more in (('X="0" Y="5" DeltaY="g 3 6"', ""), ('X="0" Y="5"', 'ReadDirection="90"')):
        page = Page(objects=[*rules.objects, *code(attributes, "行政复议", more).objects]).text(65, 60, "7")
        assert texts(only_table(page))[0] == ["行政复议", "7"]


def test_several_lines_in_one_piece():
    page = code('X="0" Y="5" DeltaX="6 -6 6" DeltaY="0 8 0"', "一二三四")
    assert prose(page) in ("一二三四", "一二|三四")


@pytest.mark.parametrize("words", ["\n   政府信息\n  ", "政府信息"])
def test_line_breaks_of_a_tidied_file_are_no_text(words):
    assert prose(code('X="0" Y="5" DeltaX="g 3 5"', words)) == "政府信息"


def test_blanks_take_their_offsets():
    assert prose(code('X="0" Y="5" DeltaX="2.5 2.5 2.5 2.5 2.5 2.5"', "ab  cd\t")) == "ab cd"


@pytest.mark.parametrize("step", [2.0, 2.5, 3.2])
def test_digits_written_one_by_one_are_one_number_in_every_font(step):
    page = Page().grid()
    for at, digit in enumerate("8317.5"):
        page.text(40 + at * step, 42, digit, 5)
    assert texts(only_table(page))[0][0] == "8317.5"


def test_two_numbers_in_a_cell_stay_two():
    page = Page().grid().text(30, 42, "1").text(34, 42, "6")
    assert texts(only_table(page))[0][0] == "1 6"


def test_a_scaled_object_with_glyphs():
    """As a printer driver writes it: points, and the numbers of glyphs beside the characters."""
    inside = '<ofd:CGTransform CodePosition="0" CodeCount="4" GlyphCount="3"><ofd:Glyphs>44 60 9</ofd:Glyphs></ofd:CGTransform>'
    page = code('X="10" Y="20" DeltaX="g 3 14"', "政府信息", 'CTM="0.3528 0 0 0.3528 0 0" HScale="1"', inside)
    page.objects[0] = page.objects[0].replace('Size="5"', 'Size="14"')
    assert extent(page) == pytest.approx((53.5, 62.8, 73.3, 67.7), abs=0.2)


def test_latin_characters_are_about_as_wide_as_in_most_fonts():
    assert extent(code('X="0" Y="5"', "OFDm1")) == pytest.approx(
        (50, 60.7, 50 + 5 * (0.85 + 0.65 + 0.65 + 0.85 + 0.5), 65.7), abs=0.1
    )


def test_narrow_type():
    assert extent(code('X="0" Y="5"', "政府信息", 'HScale="0.5"')) == pytest.approx((50, 60.7, 60, 65.7), abs=0.1)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_set_sideways_is_read_upright_with_places_as_displayed(turn):
    cos, sin = ((0, 1), (-1, 0), (0, -1))[turn - 1]
    wide, high = (HEIGHT, WIDTH) if turn % 2 else (WIDTH, HEIGHT)
    move = {1: (wide, 0), 2: (wide, high), 3: (0, high)}[turn]
    outer = f'CTM="{cos} {sin} {-sin} {cos} {move[0]} {move[1]}"'
    page = Page(wide, high).raw(f'<ofd:CompositeObject ID="5" ResourceID="9" Boundary="0 0 {wide} {high}" {outer}/>')
    table = only_table(page, units=unit(9, Page().table()))
    assert texts(table) == EXPECTED
    x0, y0, x1, y1 = (edge / MM for edge in table.place.box)
    assert (x1 - x0, y1 - y0) == pytest.approx((30, 115) if turn % 2 else (115, 30), abs=0.5)


@pytest.mark.parametrize("direction", ["90", "270"])
def test_a_word_on_its_side_in_an_upright_page(direction):
    page = (
        Page()
        .table()
        .raw(
            f'<ofd:TextObject ID="1" Size="5" Boundary="100 120 10 60" CharDirection="{direction}" ReadDirection="{direction}">'
            '<ofd:TextCode X="2" Y="30">复议</ofd:TextCode></ofd:TextObject>'
        )
    )
    assert "复议" in prose(page)


def test_a_watermark_is_kept_apart():
    page = Page().table().text(50, 150, "演示样本", 20, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    document = read(page)
    assert document.meta["slanted_text"] == "演示样本"
    assert document.paragraphs == ()


@pytest.mark.parametrize("more", ['Visible="false"', 'Alpha="0"', 'Fill="false"', 'Fill="0" Stroke="0"'])
def test_text_that_nobody_sees_is_hidden_and_kept(more):
    document = read(Page().table().text(50, 150, "机密", more=more))
    (paragraph,) = document.paragraphs
    assert paragraph.text == ""
    assert [(run.text, run.hidden) for run in paragraph.runs] == [("机密", True)]


def test_outlined_text_is_seen():
    assert prose(Page().text(50, 150, "公开", more='Fill="false" Stroke="true"')) == "公开"


def test_a_layer_that_is_not_shown():
    document = read(Page().text(20, 20, "草稿").grid().layer('Visible="false"').text(20, 40, "正文"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["正文", ""]
    assert document.tables == ()


def test_the_size_of_the_page_from_the_page_or_the_document():
    assert prose(Page(100, 100).text(20, 20, "在页内").text(20, 150, "在页外")) == "在页内|"
    assert prose(Page(100, 100, area=False).text(20, 20, "在页内").text(20, 150, "也在")) == "在页内|也在"
    assert extent(Page(origin=(10, 5)).text(20, 20, "政")) == pytest.approx((10, 11.6, 14, 15.6), abs=0.1)


def test_numbers_that_are_none_mean_nothing():
    page = Page().raw(
        '<ofd:TextObject Size="x" Boundary="1 2" CTM="a"><ofd:TextCode X="1e99" Y="inf">小</ofd:TextCode></ofd:TextObject>'
    )
    assert prose(page.text(20, 20, "正文")).startswith("正文")
