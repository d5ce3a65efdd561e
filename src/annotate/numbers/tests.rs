//! Numbers of invented sentences: what must be read, and what is no amount.

use crate::annotate::{Annotated, annotate};
use crate::model::{Article, Bound, Interval, NumberForm, NumberMention, Relation};
use crate::segment::segment;

/// Reads a text and hands its annotations to a check.
fn with<T>(text: &str, check: impl FnOnce(&Annotated<'_>) -> T) -> T {
    let pack = crate::language::pack("en");
    let article = Article::new(None, text);
    let segmentation = segment(&article, pack);
    check(&annotate(&article, &segmentation, pack))
}

/// The numbers of a text: value, other end, sign, unit with its rate, words counted.
fn read(text: &str) -> Vec<(f64, Option<f64>, Bound, String, String)> {
    with(text, |a| {
        let one = |n: &NumberMention| {
            let unit = n.unit.unwrap_or_default();
            let unit = n.per.map_or_else(|| unit.to_owned(), |per| format!("{unit}/{per}"));
            let counted = n.counted.as_ref().map_or("", |c| a.article.slice(a.span_of(c)));
            (n.value, n.value_end, n.bound, unit, counted.to_owned())
        };
        a.numbers.iter().map(one).collect()
    })
}

#[test]
fn values_units_and_what_is_counted() {
    use Bound::{About, Above, Below, Exact};
    for (text, value, end, bound, unit, counted) in [
        ("They saw 250 civilians.", 250.0, None, Exact, "", "civilians"),
        ("They saw nearly 30 air strikes.", 30.0, None, About, "", "air strikes"),
        ("At least forty houses burned.", 40.0, None, Above, "", "houses"),
        ("Up to 1,200 tents arrived.", 1200.0, None, Below, "", "tents"),
        ("He sold two dozen eggs.", 24.0, None, Exact, "", "eggs"),
        ("Half a million voters came.", 500_000.0, None, Exact, "", "voters"),
        ("A hundred and twenty ships sailed.", 120.0, None, Exact, "", "ships"),
        ("It cost 1.2m euros.", 1_200_000.0, None, Exact, "euro", ""),
        ("It cost $3bn.", 3e9, None, Exact, "dollar", ""),
        ("It cost HK$40 a day.", 40.0, None, Exact, "hong kong dollar/day", ""),
        ("About 40k fans sang.", 40_000.0, None, About, "", "fans"),
        ("It holds 10 to 15 boats.", 10.0, Some(15.0), Exact, "", "boats"),
        ("It holds between 10 and 15 boats.", 10.0, Some(15.0), Exact, "", "boats"),
        ("It holds 10-15 boats.", 10.0, Some(15.0), Exact, "", "boats"),
        ("It costs $2 to $3 million.", 2e6, Some(3e6), Exact, "dollar", ""),
        ("Tens of thousands of people marched.", 10_000.0, Some(100_000.0), Exact, "", "people"),
        ("One in four shops closed.", 0.25, None, Exact, "", "shops"),
        ("Two-thirds of the members left.", 2.0 / 3.0, None, Exact, "", "members"),
        ("Prices rose 70 percent.", 70.0, None, Exact, "percent", ""),
        ("It was minus 5 degrees Celsius.", -5.0, None, Exact, "celsius", ""),
        ("The five-year war ended.", 5.0, None, Exact, "year", "war"),
        ("The 340-kilogram craft carries a camera.", 340.0, None, Exact, "kilogram", "craft"),
        ("They sank the 40-metre fishing boats.", 40.0, None, Exact, "metre", "fishing boats"),
        ("It does 60 miles per hour.", 60.0, None, Exact, "mile per hour", ""),
        ("It pumps 300 barrels per day.", 300.0, None, Exact, "barrel/day", ""),
        ("The girl is 13 years old.", 13.0, None, Exact, "year of age", ""),
        ("Mara Venn, 44, resigned.", 44.0, None, Exact, "year of age", ""),
        ("They won 2-1 at home.", 2.0, Some(1.0), Exact, "", ""),
        ("Some 1 414 021 ballots were cast.", 1_414_021.0, None, About, "", "ballots"),
        ("Use fell from 21 mpg to 19 for vans.", 21.0, Some(19.0), Exact, "mile per gallon", ""),
        ("It fell from 12 percent last year to 8.", 8.0, None, Exact, "percent", ""),
        ("A sale of Y=590 billion is near.", 590e9, None, Exact, "japanese yen", ""),
        ("A PS2.7m sale is near.", 2_700_000.0, None, Exact, "pound sterling", ""),
        ("It is an 8- to 16-metre lens.", 8.0, Some(16.0), Exact, "metre", "lens"),
        ("He is 5 feet 3 inches tall.", 5.25, None, Exact, "foot", "tall"),
        ("They saw five police officers.", 5.0, None, Exact, "", "police officers"),
    ] {
        let found = read(text);
        let wanted = (value, end, bound, unit.to_owned(), counted.to_owned());
        assert!(
            found.iter().any(|f| (f.0 - value).abs() < 1e-9
                && (&f.1, &f.2, &f.3, &f.4) == (&wanted.1, &wanted.2, &wanted.3, &wanted.4)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn what_is_no_amount() {
    for text in [
        "He bought a PS5 today.",
        "It is for men aged 18 to 34.",
        "The S P 500 rose.",
        "Version 1.2.3 is out.",
        "Call 555-010-2030 today.",
        "She lives at 16 Orchard Avenue.",
        "It opened in 2016.",
        "The 2018 budget passed.",
        "The train left at 10:30.",
        "Which one do you prefer?",
        "The talks came to a halt.",
        "They will zero in on him.",
        "The G7 met again.",
        "Crews climbed the Seven Sisters before the storm broke.",
        "He drives an Astra 90.",
        "They met on 27 September.",
        "MAYOR VOWS TO DRIVE ‘VILE’ KR-13 OUT OF TOWN.",
        "6) The harbour stays closed.",
    ] {
        let found = read(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn relations_and_intervals() {
    for (text, relation) in [
        ("Another 24 tents arrived.", Some(Relation::Addition)),
        ("Three more tents arrived.", Some(Relation::Addition)),
        ("Some 410 of those were old.", Some(Relation::Part)),
        ("The ships, including 12 tankers, sailed.", Some(Relation::Part)),
        ("Sales rose by 12 percent.", Some(Relation::Change)),
        ("The plan would raise the tax on lamps by 94 cents to $1.95.", Some(Relation::Change)),
        ("The other 24 tents arrived.", Some(Relation::Addition)),
        ("They saw 12 tents.", None),
        ("The plan would raise the tax on lamps by 94 cents.", None),
    ] {
        with(text, |a| assert_eq!(a.numbers.first().and_then(|n| n.relation), relation, "{text}"));
    }
    let interval = |text| with(text, |a| a.numbers.first().map(|n| n.interval));
    assert_eq!(interval("They saw nearly 250 tents."), Some(Interval { min: Some(225.0), max: Some(250.0) }));
    assert_eq!(interval("They saw more than 250 tents."), Some(Interval { min: Some(250.0), max: None }));
    assert_eq!(interval("They saw 250 tents."), Some(Interval::exact(250.0)));
}

#[test]
fn ranks_belong_to_something() {
    let rank = |text| with(text, |a| a.numbers.iter().find(|n| n.form == NumberForm::Rank).map(|n| n.value));
    assert_eq!(rank("Dorvane is Ostria's second city."), Some(2.0));
    assert_eq!(rank("Dorvane is the largest city in Ostria."), Some(1.0));
    assert_eq!(rank("It is the third-biggest bank in Ostria."), Some(3.0));
    assert_eq!(rank("He lost the second set."), None);
    assert_eq!(rank("It is one of the largest cities in Ostria."), None);
}
