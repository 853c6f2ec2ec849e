"""docket.toml: what is wrong is told with its line, and what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.docket import check_docket, read_docket, write_docket
from onrecord.errors import UsageError
from onrecord.records.docket import (
    Docket,
    FormulaWeights,
    Issue,
    OutletWeight,
    Party,
    ProposalSpec,
    SubIssue,
    VersionSpec,
)

GOOD = """
name = "River ports"

[[party]]
name = "Caldia"
aliases = ["Oster"]

[[party]]
name = "Norland"
role = "mediator"

[[issue]]
name = "river ports"
phrases = ["ports"]

[[issue.sub]]
name = "pilots"
phrases = ["pilot"]

[[proposal]]
name = "Sudport draft"
date = "2031-02"
by = ["Norland"]

[[proposal.version]]
name = "12-point draft"

[outlets]
"Oster Post" = 1.5

[weights]
novelty = 0.5
"""


def lines(text: str) -> dict[int | None, str]:
    return {problem.line: problem.message for problem in check_docket(text) if problem.fatal}


def test_a_docket_is_read_with_all_its_parts():
    docket = read_docket(GOOD)
    assert [(party.name, party.role) for party in docket.parties] == [("Caldia", "negotiator"), ("Norland", "mediator")]
    assert docket.issues[0].subissues == (SubIssue(name="pilots", phrases=("pilot",)),)
    assert docket.proposals[0].versions == (VersionSpec(name="12-point draft"),)
    assert (docket.outlets[0].weight, docket.weights.novelty, docket.weights.recency) == (1.5, 0.5, None)
    assert check_docket(GOOD) == ()


def test_what_is_no_toml_is_told_with_its_line():
    assert "not TOML" in lines('name = "x"\n[[party]\nname = "y"\n')[2]


def test_an_unknown_key_is_told_with_its_line_and_the_known_ones():
    message = lines('name = "x"\n\n[[party]]\nname = "y"\nalias = ["z"]\n')[5]
    assert "'alias'" in message
    assert "aliases" in message


def test_a_missing_name_is_told_at_its_table():
    assert "'name' is missing" in lines('name = "x"\n[[party]]\nname = "y"\n\n[[party]]\nrole = "mediator"\n')[5]


def test_a_role_that_is_none_is_told_at_its_line():
    assert "guarantor" in lines('name = "x"\n[[party]]\nname = "y"\nrole = "friend"\n')[4]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('countries = ["Norland"]', "alpha-2"),
        ('name = "Norland"', "two party tables"),
    ],
)
def test_a_value_that_cannot_be_right_is_told(line: str, part: str):
    text = f'name = "x"\n[[party]]\nname = "Norland"\n[[party]]\nrole = "mediator"\n{line}\n'
    text += "" if line.startswith("name") else 'name = "Caldia"\n'
    assert part in lines(text)[6]


def test_a_party_that_made_a_proposal_must_be_one_of_the_docket():
    assert "'Sudland'" in lines(GOOD.replace('by = ["Norland"]', 'by = ["Sudland"]'))[23]


def test_a_date_must_be_one():
    assert "no date" in lines(GOOD.replace("2031-02", "February"))[22]


def test_a_weight_below_nothing_is_told():
    assert "below 0" in lines(GOOD.replace("0.5", "-0.5"))[32]


def test_other_is_no_name_for_an_issue():
    assert "other" in lines('name = "x"\n[[issue]]\nname = "other"\n')[3]


def test_a_docket_without_parties_is_a_remark_and_can_be_used():
    assert [problem.fatal for problem in check_docket('name = "x"\n')] == [False, False]
    assert read_docket('name = "x"\n') == Docket(name="x")


def test_reading_a_faulty_docket_names_file_and_line():
    with pytest.raises(UsageError, match=r"talks\.toml:3: "):
        read_docket('name = "x"\n[[party]]\nrole = 5\nname = "y"\n', where="talks.toml")


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda name: name.strip() != "" and name != "other"
)
phrases = st.lists(names, max_size=3).map(tuple)


@given(
    parties=st.lists(
        st.builds(Party, name=names, role=st.sampled_from(["negotiator", "mediator", "guarantor"]), aliases=phrases),
        max_size=3,
        unique_by=lambda party: party.name,
    ),
    issues=st.lists(
        st.builds(Issue, name=names, phrases=phrases, subissues=st.just((SubIssue(name="part"),))),
        max_size=3,
        unique_by=lambda issue: issue.name,
    ),
    proposals=st.lists(
        st.builds(ProposalSpec, name=names, aliases=phrases, date=st.sampled_from([None, "2031", "2031-02-03"])),
        max_size=2,
        unique_by=lambda proposal: proposal.name,
    ),
    name=names,
)
def test_what_is_written_is_read_back(name, parties, issues, proposals):
    docket = Docket(
        name=name,
        parties=tuple(parties),
        issues=tuple(issues),
        proposals=tuple(proposals),
        outlets=(OutletWeight(name="Oster Post", weight=1.5),),
        weights=FormulaWeights(novelty=0.5),
    )
    assert read_docket(write_docket(docket, remarks={"part": "a remark"})) == docket
