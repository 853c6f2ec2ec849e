import pycountry
import pytest

from onrecord.tables.places import country_name, find_place
from onrecord.tables.read import read_rows

# Members and observers of the United Nations, which ISO 3166 does not mark: a table without one of them is wrong.
SOVEREIGN = (
    "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF "
    "TD CL CN CO KM CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH "
    "GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY "
    "LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK "
    "PW PS PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK "
    "SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VA VE VN YE ZM ZW"
)


@pytest.mark.parametrize("row", read_rows("countries"), ids=lambda row: row["code"])
def test_every_code_is_iso_3166_or_the_user_assigned_one_for_kosovo(row):
    assert row["code"] == "XK" or pycountry.countries.get(alpha_2=row["code"]) is not None


def test_all_193_members_and_two_observers_of_the_united_nations_are_there():
    assert len(SOVEREIGN.split()) == 195
    assert set(SOVEREIGN.split()) <= {row["code"] for row in read_rows("countries")}


@pytest.mark.parametrize(
    ("phrase", "kind", "code"),
    [
        ("Moscow", "capital", "RU"),
        ("the United States", "country", "US"),
        ("U.S.", "country", "US"),
        ("Chinese", "demonym", "CN"),
        ("the White House", "seat", "US"),
        ("Downing Street", "seat", "GB"),
        ("Élysée", "seat", "FR"),
        ("Ontario", "state", "CA"),
        ("European", "region", ""),
        ("Georgia", "country", "GE"),
    ],
)
def test_a_phrase_names_its_country(phrase, kind, code):
    place = find_place(phrase)
    assert place is not None
    assert (place.kind, place.code) == (kind, code)


@pytest.mark.parametrize("phrase", ["Springfield", "", "or", "Parisian cafés"])
def test_other_words_name_no_country(phrase):
    assert find_place(phrase) is None


def test_the_name_of_an_unknown_code_is_unknown():
    assert country_name("QQ") is None
