//! Casualties of invented sentences: who is counted, with which fate, and who is not.

use crate::annotate::annotate;
use crate::model::{Article, Role};
use crate::segment::segment;

/// The casualties of a text: fate, value, whether a part of others.
fn read(text: &str) -> Vec<(Role, f64, bool)> {
    let pack = crate::language::pack("en");
    let article = Article::new(None, text);
    let segmentation = segment(&article, pack);
    let annotated = annotate(&article, &segmentation, pack);
    annotated.casualties.iter().map(|c| (c.role, c.value, c.part_of.is_some())).collect()
}

#[test]
fn people_and_their_fate() {
    use Role::{Detained, Displaced, Hospitalised, Injured, Killed, Missing, Rescued};
    for (text, expected) in [
        ("The raid killed nearly 250 people.", vec![(Killed, 250.0, false)]),
        ("The army shelled the town, killing nearly 250.", vec![(Killed, 250.0, false)]),
        ("Nearly 250 people have been killed.", vec![(Killed, 250.0, false)]),
        ("The blast left 12 dead and 30 wounded.", vec![(Killed, 12.0, false), (Injured, 30.0, false)]),
        ("The death toll rose to 41.", vec![(Killed, 41.0, false)]),
        ("The toll rose from 12 to 40.", vec![(Killed, 40.0, false)]),
        ("The flood caused 41 deaths.", vec![(Killed, 41.0, false)]),
        ("The fire claimed the lives of nine miners.", vec![(Killed, 9.0, false)]),
        ("Two more died in hospital.", vec![(Killed, 2.0, false)]),
        ("Divers found the bodies of nine sailors.", vec![(Killed, 9.0, false)]),
        ("A man was shot dead.", vec![(Killed, 1.0, false)]),
        ("The blast killed a 13-year-old boy.", vec![(Killed, 1.0, false)]),
        ("Two women and a man were killed.", vec![(Killed, 3.0, false), (Killed, 2.0, true), (Killed, 1.0, true)]),
        ("The blast killed 40 people, including 12 children.", vec![(Killed, 40.0, false), (Killed, 12.0, true)]),
        ("No one was injured.", vec![(Injured, 0.0, false)]),
        ("No injuries were reported.", vec![(Injured, 0.0, false)]),
        ("Six sailors are missing.", vec![(Missing, 6.0, false)]),
        ("Some 400 families were displaced.", vec![(Displaced, 400.0, false)]),
        ("Police arrested 14 protesters.", vec![(Detained, 14.0, false)]),
        ("Crews rescued five climbers.", vec![(Rescued, 5.0, false)]),
        ("Three boys were taken to hospital.", vec![(Hospitalised, 3.0, false)]),
        ("Five villagers were shot and killed.", vec![(Killed, 5.0, false)]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn who_is_not_counted() {
    for text in [
        "Two gunmen killed their landlord.",
        "The bill was killed in 12 days.",
        "The attack could kill 300 people.",
        "It killed off 12 proposals.",
        "Nine ships sailed past the dead city.",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}
