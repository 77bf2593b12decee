"""Every control that prints text yields it, or it is listed as dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.readers.parts.private import common
from align.readers.read import reader_of
from tests.conftest import FORMATS
from tests.readers import office
from tests.readers.office import hangul_list, hangul_paragraph
from tests.readers.printing import printed, squeeze

OFFICE = (".docx", ".odt", ".hwpx", ".hwp")
PLACE = (
    '<hp:sz width="3825" widthRelTo="ABSOLUTE" height="3311" heightRelTo="ABSOLUTE" '
    'protect="0"/><hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" '
    'allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="PARA" vertAlign="TOP" '
    'horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
    '<hp:outMargin left="56" right="56" top="0" bottom="0"/>'
)
OBJECT = (
    'id="1" zOrder="0" numberingType="NONE" textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" '
    'lock="0" dropcapstyle="None"'
)
WORD_CONTROLS = {
    "run": "<w:p><w:r><w:t>등대는 </w:t></w:r><w:r><w:t>밤새 켜진다.</w:t></w:r></w:p>",
    "hidden": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>감춘 말</w:t><w:tab/></w:r></w:p>",
    "hidden end": "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr><w:r>"
    "<w:t>표제.</w:t></w:r></w:p>",
    "deleted": "<w:p><w:del><w:r><w:delText>지운 말</w:delText></w:r></w:del></w:p>",
    "moved": "<w:p><w:moveFrom><w:r><w:t>옮긴 말</w:t></w:r></w:moveFrom></w:p>",
    "ruby": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>등대</w:t></w:r></w:rt><w:rubyBase><w:r>"
    "<w:t>燈臺</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    "formula": "<w:p><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r>"
    "<m:t>c</m:t></m:r></m:den></m:f></m:oMath></w:p>",
    "formula alone": "<m:oMathPara><m:oMath><m:r><m:t>p=q</m:t></m:r></m:oMath></m:oMathPara>",
    "cells": "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>바깥 칸</w:t></w:r></w:p><w:tbl><w:tr><w:tc>"
    "<w:p><w:r><w:t>안 칸</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr><w:tr><w:trPr>"
    "<w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>감춘 줄</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "content control": "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>고른 칸</w:t>"
    "</w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
    "text box": "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
    "<w:txbxContent><w:p><w:r><w:t>상자 안</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    "</w:p>",
    "only for old programs": "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/>"
    "</mc:Choice><mc:Fallback><w:t>옛 글</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "word art": '<w:p><w:r><w:pict><v:textpath string="글맵시"/></w:pict></w:r></w:p>',
    "drawing": "<w:p><w:r><w:drawing><a:txBody><a:p><a:r><a:t>그림 글</a:t></a:r></a:p>"
    "</a:txBody></w:drawing></w:r></w:p>",
    "code": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>속 값</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>결과</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "links": "<w:p><w:hyperlink><w:r><w:t>이은 말</w:t></w:r></w:hyperlink><w:fldSimple><w:r>"
    "<w:t>필드 말</w:t></w:r></w:fldSimple></w:p>",
}
WORD_PARTS = {
    "header": "<w:p><w:r><w:t>머리 글</w:t></w:r></w:p>",
    "footer": "<w:p><m:oMath><m:r><m:t>n=1</m:t></m:r></m:oMath></w:p>",
    "comments": '<w:comment w:id="0"><w:p><w:r><w:t>살필 것</w:t></w:r></w:p></w:comment>',
    "footnotes": '<w:footnote w:id="1"><w:p><w:r><w:t>붙인 글</w:t></w:r></w:p></w:footnote>',
    "chart": "<a:p><a:r><a:t>해마다의 수</a:t></a:r></a:p>",
    "diagram": "<a:p><a:r><a:t>차례 그림</a:t></a:r></a:p>",
}
TEXT_CONTROLS = {
    "paragraph": "<text:p>등대는 <text:span>밤새</text:span> 켜진다.</text:p>",
    "hidden": '<text:section text:display="none"><text:p>감춘 절</text:p></text:section>',
    "hidden text": '<text:p><text:hidden-text text:is-hidden="true" '
    'text:string-value="감춘 말"/></text:p>',
    "hidden paragraph": "<text:p>감춘 문단"
    '<text:hidden-paragraph text:is-hidden="true"/></text:p>',
    "hidden style": '<text:p><text:span text:style-name="T9">감춘 글</text:span></text:p>',
    "deleted": "<text:tracked-changes><text:changed-region><text:deletion><text:p>지운 글"
    "</text:p></text:deletion></text:changed-region></text:tracked-changes>",
    "comment": "<text:p>가<office:annotation><dc:creator>아무개</dc:creator><text:p>살필 것"
    "</text:p></office:annotation></text:p>",
    "note": "<text:p>나<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>붙인 글</text:p></text:note-body></text:note></text:p>",
    "ruby": "<text:p><text:ruby><text:ruby-base>燈臺</text:ruby-base><text:ruby-text>등대"
    "</text:ruby-text></text:ruby></text:p>",
    "shapes": "<text:p><draw:g><draw:rect><text:p>네모 글</text:p></draw:rect>"
    "<draw:custom-shape><text:p>세모 글</text:p></draw:custom-shape></draw:g></text:p>",
    "frame": "<text:p><draw:a><draw:frame><draw:text-box><text:p>상자 글</text:p>"
    "</draw:text-box><svg:desc>그림을 말함</svg:desc></draw:frame></draw:a></text:p>",
    "formula": '<text:p><draw:frame><draw:object xlink:href="./Sum"/></draw:frame></text:p>',
    "chart": '<text:p><draw:frame><draw:object xlink:href="./Pie"/></draw:frame></text:p>',
    "cells": "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>"
    "머리 칸</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    '<table:table-row table:visibility="collapse"><table:table-cell><text:p>감춘 칸</text:p>'
    "</table:table-cell></table:table-row></table:table>",
    "list": "<text:list><text:list-item><text:p>하나</text:p><table:table><table:table-row>"
    "<table:table-cell><text:p>목록 칸</text:p></table:table-cell></table:table-row>"
    "</table:table></text:list-item></text:list>",
    "contents": "<text:table-of-content><text:index-body><text:p>차례 첫 줄 3</text:p>"
    "</text:index-body></text:table-of-content>",
    "form": '<office:forms><form:form><form:checkbox form:id="c1" form:label="여는 날"/>'
    '</form:form></office:forms><text:p><draw:control draw:control="c1"/></text:p>',
}
OBJECTS = {
    "Sum": '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mn>42</mn></math>',
    "Pie": f"<office:document-content {office.ODF}><text:p>해마다의 수</text:p>"
    "</office:document-content>",
}
HANGUL_CONTROLS = {
    "dutmal": '<hp:dutmal posType="TOP" szRatio="0" option="0" styleIDRef="0" align="CENTER">'
    "<hp:mainText>燈臺</hp:mainText><hp:subText>등대</hp:subText></hp:dutmal>",
    "compose": '<hp:compose circleType="SHAPE_CIRCLE" charSz="-3" composeType="SPREAD" '
    'charPrCnt="1" composeText="갑"><hp:charPr prIDRef="4294967295"/></hp:compose>',
    "equation": f'<hp:equation {OBJECT} version="Equation Version 60" baseLine="61" '
    f'textColor="#000000" baseUnit="1100" lineMode="CHAR" font="HYhwpEQ">{PLACE}'
    "<hp:script>v = {s} over {t}</hp:script></hp:equation>",
    "header": '<hp:ctrl><hp:header id="1" applyPageType="BOTH">'
    f"{hangul_list('머리 글')}</hp:header></hp:ctrl>",
    "footer": '<hp:ctrl><hp:footer id="1" applyPageType="BOTH">'
    f"{hangul_list('꼬리 글')}</hp:footer></hp:ctrl>",
    "footnote": '<hp:ctrl><hp:footNote number="1" suffixChar="41" instId="1">'
    f"{hangul_list('붙인 글')}</hp:footNote></hp:ctrl>",
    "endnote": '<hp:ctrl><hp:endNote number="1" suffixChar="41" instId="2">'
    f"{hangul_list('끝에 붙인 글')}</hp:endNote></hp:ctrl>",
    "comment": "<hp:ctrl><hp:hiddenComment>"
    f"{hangul_list('살필 것')}</hp:hiddenComment></hp:ctrl>",
    "table": f'<hp:tbl {OBJECT} pageBreak="CELL" repeatHeader="1" rowCnt="1" colCnt="1" '
    f'cellSpacing="0" borderFillIDRef="1" noAdjust="0">{PLACE}<hp:inMargin left="0" right="0" '
    'top="0" bottom="0"/><hp:tr><hp:tc name="" header="0" hasMargin="0" protect="0" '
    f'editable="0" dirty="0" borderFillIDRef="1">{hangul_list("첫 줄", "둘째 줄")}'
    '<hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan colSpan="1" rowSpan="1"/>'
    '<hp:cellSz width="100" height="100"/><hp:cellMargin left="0" right="0" top="0" '
    'bottom="0"/></hp:tc></hp:tr></hp:tbl>',
    "check box": f'<hp:checkBtn caption="여는 날" value="CHECKED" radioGroupName="" '
    'triState="0" backStyle="OPAQUE" name="c" foreColor="#000000" backColor="#FFFFFF" '
    'groupName="" tabStop="1" editable="1" tabOrder="1" enabled="1" borderTypeIDRef="0" '
    'drawFrame="1" printable="1" command=""><hp:formCharPr charPrIDRef="0" '
    f'followContext="0" autoSz="0" wordWrap="0"/>{PLACE}</hp:checkBtn>',
}
HANGUL_ONLY_NEW = {  # what the older format cannot be written with here
    "text art": f'<hp:textart {OBJECT} text="글맵시">{PLACE}</hp:textart>',
    "deleted": '<hp:t>남은 <hp:deleteBegin Id="1" TcId="1"/>지운 말'
    '<hp:deleteEnd Id="1" TcId="1" paraend="0"/>글</hp:t>',
    "memo": '<hp:ctrl><hp:fieldBegin id="1" type="MEMO" name="" editable="0" dirty="0">'
    '<hp:parameters cnt="1"><hp:stringParam name="ID">memo1</hp:stringParam></hp:parameters>'
    f"{hangul_list('적어 둔 것')}</hp:fieldBegin></hp:ctrl>",
    "text box": f"<hp:rect {OBJECT}>{PLACE}<hp:drawText>{hangul_list('상자 글')}</hp:drawText>"
    f"<hp:caption>{hangul_list('그림 설명')}</hp:caption></hp:rect>",
    "entered": f"<hp:edit>{PLACE}<hp:text>적은 값</hp:text></hp:edit>",
}


def missing(data: bytes, suffix: str) -> list[str]:
    """The runs of a file that are neither read nor dropped."""
    lines = reader_of(suffix).extract(data, None).lines
    found = squeeze("\n".join(common(line.text) for line in lines))
    return [run for run in printed(data, suffix) if squeeze(common(run)) not in found]


@pytest.mark.parametrize(
    "path", sorted(p for p in FORMATS.iterdir() if p.suffix in OFFICE), ids=lambda p: p.name
)
def test_nothing_that_prints_in_the_sample_is_lost(path: Path) -> None:
    data = path.read_bytes()
    assert sum(map(len, printed(data, path.suffix))) > 500
    assert missing(data, path.suffix) == []


@pytest.mark.parametrize("name", WORD_CONTROLS)
def test_no_control_of_word_loses_its_text(name: str) -> None:
    for body in (
        WORD_CONTROLS[name],
        f"<w:tbl><w:tr><w:tc>{WORD_CONTROLS[name]}</w:tc></w:tr></w:tbl>",
    ):
        data = office.docx(body)
        assert printed(data, ".docx")
        assert missing(data, ".docx") == []


def test_no_part_of_a_word_document_is_lost() -> None:
    body = (
        '<w:p><w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r></w:p>'
        '<w:p><w:r><w:drawing><dgm:relIds r:dm="diagram"/></w:drawing></w:r></w:p>'
    )
    data = office.docx(body, **WORD_PARTS)
    assert len(printed(data, ".docx")) == 4
    lines = reader_of(".docx").extract(data, None).lines
    assert missing(data, ".docx") == []
    assert {(line.text, line.reason) for line in lines} == {
        *(("머리 글", "header"), ("n=1", "footer"), ("살필 것", "comment")),
        *(("붙인 글", "hidden"), ("해마다의 수", "chart"), ("차례 그림", "")),
    }


@pytest.mark.parametrize("name", TEXT_CONTROLS)
def test_no_control_of_open_document_loses_its_text(name: str) -> None:
    style = (
        '<style:style style:name="T9" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    master = "<style:master-page><style:header><text:p>머리 글</text:p></style:header>"
    objects = {place: OBJECTS[place] for place in OBJECTS if place in TEXT_CONTROLS[name]}
    data = office.odt(TEXT_CONTROLS[name], style, f"{master}</style:master-page>", **objects)
    assert len(printed(data, ".odt")) > 1
    assert missing(data, ".odt") == []


@pytest.mark.parametrize("name", HANGUL_CONTROLS | HANGUL_ONLY_NEW)
def test_no_control_of_a_hangul_document_loses_its_text(name: str) -> None:
    run = (HANGUL_CONTROLS | HANGUL_ONLY_NEW)[name]
    inside = run.replace(OBJECT, OBJECT.replace('id="1"', 'id="2"'))
    cell = HANGUL_CONTROLS["table"].replace(hangul_paragraph("첫 줄"), hangul_paragraph(inside))
    for runs in (f"<hp:t>글 </hp:t>{run}<hp:t> 끝</hp:t>", cell):
        data = office.hwpx(runs)
        assert len(printed(data, ".hwpx")) > 1
        assert missing(data, ".hwpx") == []


@pytest.mark.parametrize("name", HANGUL_CONTROLS)
def test_no_control_of_an_older_hangul_document_loses_its_text(
    name: str, tmp_path: Path
) -> None:
    data = office.hwp(f"<hp:t>글 </hp:t>{HANGUL_CONTROLS[name]}<hp:t> 끝</hp:t>", tmp_path)
    assert len(printed(data, ".hwp")) > 2
    assert missing(data, ".hwp") == []
