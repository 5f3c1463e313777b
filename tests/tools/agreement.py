"""A document with every kind of block, for the tests of both renderers."""

from dataclasses import replace
from datetime import date

from tools.documents import Clauses, Document, Facts, Heading, Paragraph, Signatures, Table

EVIL = "#evil \\ $x$ *b* _i_ `raw` <label> @ref // c #{1+1} </w:t> &amp; ]["

AGREEMENT = Document(
    title="Network agreement 合作协议",
    code="AGR-2026-1",
    header="Centre 中心",
    footer="Two copies",
    language="en",
    dated=date(2026, 3, 5),
    blocks=(
        Facts((("Party A", "示范医院"), ("Remark", EVIL))),
        Heading("1 General"),
        Paragraph("First line.\nSecond line."),
        Heading("1.1 Terms", level=2),
        Clauses(("Party B joins.", "Party A trains.\nEvery year."), start=3),
        Table(("No.", "Indicator"), (("1", "Enrolment"), ("2", "入组人数"))),
        Signatures(("Party A 甲方", "Party B 乙方", "Witness")),
    ),
)
CHINESE = replace(AGREEMENT, language="zh-hans")
LONG = replace(AGREEMENT, blocks=(Table(("No.", "Text"), tuple((str(number), "长") for number in range(100))),))
