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

/// What the casualties of an article can mean: least and most of those that are no part of others.
fn meant(title: Option<&str>, text: &str) -> Vec<(Role, Option<f64>, Option<f64>)> {
    let pack = crate::language::pack("en");
    let article = Article::new(title, text);
    let segmentation = segment(&article, pack);
    let annotated = annotate(&article, &segmentation, pack);
    let whole = annotated.casualties.iter().filter(|c| c.part_of.is_none());
    whole.map(|c| (c.role, c.interval.min, c.interval.max)).collect()
}

/// What the casualties of a text can mean: least and most.
fn intervals(text: &str) -> Vec<(Option<f64>, Option<f64>)> {
    let pack = crate::language::pack("en");
    let article = Article::new(None, text);
    let segmentation = segment(&article, pack);
    let annotated = annotate(&article, &segmentation, pack);
    annotated.casualties.iter().filter(|c| c.value > 1.0).map(|c| (c.interval.min, c.interval.max)).collect()
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
        ("The find raised to 17 the number of people killed.", vec![(Killed, 17.0, false)]),
        ("Two bodies brought to 23 the death toll.", vec![(Killed, 2.0, false), (Killed, 23.0, false)]),
        ("He spoke to 17 reporters, and the death toll was not his concern.", vec![]),
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
fn lists_names_and_pairs_add_up() {
    use Role::{Injured, Killed};
    for (text, expected) in [
        ("He killed his mother, stepfather and grandmother.", vec![(Killed, 3.0, false), (Killed, 1.0, true)]),
        ("Ida Marl, 34, and Jon Marl, 36, were killed.", vec![(Killed, 2.0, false)]),
        ("She shot and killed her husband and three sons.", vec![(Killed, 4.0, false), (Killed, 3.0, true)]),
        ("A man, two women and a child were killed.", {
            vec![(Killed, 4.0, false), (Killed, 1.0, true), (Killed, 2.0, true), (Killed, 1.0, true)]
        }),
        ("He killed a young couple.", vec![(Killed, 2.0, false)]),
        ("A mother killed her two sons before killing herself.", vec![(Killed, 2.0, true), (Killed, 3.0, false)]),
        ("He shot and killed a clerk, then took his own life.", vec![(Killed, 1.0, true), (Killed, 2.0, false)]),
        ("Police call it a triple homicide.", vec![(Killed, 3.0, false)]),
        ("The murder of six monks and two cooks shook Arbel.", vec![(Killed, 6.0, false), (Killed, 2.0, false)]),
        ("One man was wounded and three others were hurt.", {
            vec![(Injured, 1.0, true), (Injured, 3.0, true), (Injured, 4.0, false)]
        }),
        ("Five adults and an unborn child were killed.", {
            vec![(Killed, 5.0, false), (Killed, 5.0, true), (Killed, 1.0, true)]
        }),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn attributes_manners_and_modifiers() {
    use Role::{Injured, Killed};
    for (text, expected) in [
        ("They buried the four slain miners.", vec![(Killed, 4.0, false)]),
        ("Five police officers died.", vec![(Killed, 5.0, false)]),
        ("Two guards of the Arbel quarry were killed.", vec![(Killed, 2.0, false)]),
        ("Six people, including two boys, were found dead.", vec![(Killed, 6.0, false), (Killed, 2.0, true)]),
        (
            "Nine people were shot, one fatally.",
            vec![(Injured, 9.0, false), (Killed, 1.0, false), (Injured, 8.0, false)],
        ),
        ("He shot three miners to death.", vec![(Killed, 3.0, false)]),
        ("Two of the miners died.", vec![(Killed, 2.0, true)]),
        ("Rescuers found 28 bodies of villagers.", vec![(Killed, 28.0, false)]),
        ("TEN POLICEMEN AND NINE NUNS WERE KILLED.", vec![(Killed, 10.0, false), (Killed, 9.0, false)]),
        ("THE FIRE LEFT 67 DEAD.", vec![(Killed, 67.0, false)]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn one_of_several_is_a_part() {
    use Role::Killed;
    let text = "A teacher was killed at the gate. A second man died in hospital.";
    assert_eq!(read(text), [(Killed, 1.0, true), (Killed, 1.0, true)]);
    assert_eq!(read("A teacher was killed at the gate. The school is closed."), [(Killed, 1.0, false)]);
}

#[test]
fn what_an_article_leaves_open() {
    // whether the toll counts the gunman
    assert_eq!(intervals("He killed five miners. The gunman was found dead."), [(Some(5.0), Some(6.0))]);
    assert_eq!(intervals("He killed five miners. The gunman fled."), [(Some(5.0), Some(5.0))]);
    // whether those shot are among the dead
    assert_eq!(intervals("Six people were shot. Ida Marl, 34, was killed."), [(None, Some(6.0))]);
    // others are hurt less
    let hurt = intervals("Two miners were critically injured. In all, nine people were hurt.");
    assert_eq!(hurt, [(Some(2.0), None), (Some(9.0), Some(9.0))]);
}

#[test]
fn verbs_past_what_says_more_of_the_people() {
    use Role::{Injured, Killed};
    for (text, expected) in [
        ("Two members of his escort were also killed.", vec![(Killed, 2.0, false)]),
        ("Two officers guarding the quarry were killed.", vec![(Killed, 2.0, false)]),
        ("Four people who had been sitting on a porch were wounded.", vec![(Injured, 4.0, false)]),
        ("Two women who worked with them were killed.", vec![(Killed, 2.0, false)]),
        ("Two pilots who said she was killed have left.", vec![]),
        ("Two women were pronounced dead at the scene.", vec![(Killed, 2.0, false)]),
        ("The toll of dead at the quarry rose to 12.", vec![(Killed, 12.0, false)]),
        ("Three guards suffered non-life-threatening injuries.", vec![(Injured, 3.0, false)]),
        ("Three guards were treated for minor wounds.", vec![(Injured, 3.0, false)]),
        ("Three guards with keys were seen.", vec![]),
        ("Two 16-year-old boys were killed.", vec![(Killed, 2.0, false)]),
        ("A 16-year-old was killed.", vec![(Killed, 1.0, false)]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn wholes_and_their_parts() {
    use Role::{Injured, Killed};
    for (text, expected) in [
        ("The guard was among four people killed.", vec![(Killed, 4.0, false)]),
        ("Three boys are among five dead.", vec![(Killed, 3.0, true), (Killed, 5.0, false)]),
        ("One of the four pilots died at the quarry.", vec![(Killed, 1.0, true)]),
        ("She was one of four people killed.", vec![(Killed, 4.0, false)]),
        ("She was one of the two pilots who died.", vec![(Killed, 2.0, false)]),
        (
            "He shot four others, including one who died.",
            vec![(Injured, 4.0, false), (Killed, 1.0, false), (Injured, 3.0, false)],
        ),
        (
            "Four men were shot, two of whom died.",
            vec![(Injured, 4.0, false), (Killed, 2.0, false), (Injured, 2.0, false)],
        ),
        ("A man was hurt in the leg, a woman was hurt in the arm and a boy was hurt.", {
            vec![(Injured, 1.0, true), (Injured, 1.0, true), (Injured, 1.0, true), (Injured, 3.0, false)]
        }),
        ("Six monks (four old and two young) and two cooks were killed.", {
            vec![(Killed, 6.0, false), (Killed, 2.0, false)]
        }),
        (
            "Five men were shot and one was killed.",
            vec![(Injured, 5.0, false), (Killed, 1.0, false), (Injured, 4.0, false)],
        ),
        (
            "Two men died at the quarry and a third died in hospital.",
            vec![(Killed, 2.0, true), (Killed, 1.0, true), (Killed, 3.0, false)],
        ),
        ("He shot his daughter and killed her mother before killing himself.", vec![(Killed, 2.0, false)]),
        ("Seven miners are in hospital, one with critical injuries.", {
            vec![(Role::Hospitalised, 7.0, false), (Injured, 1.0, true)]
        }),
        ("Two were hurt. A third man died.", vec![(Injured, 2.0, false), (Killed, 1.0, true)]),
        ("Two were killed. A third man died.", vec![(Killed, 2.0, true), (Killed, 1.0, true)]),
        ("A man was hurt on the pier. Two others were wounded.", vec![(Injured, 1.0, true), (Injured, 2.0, true)]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_no_count_says_exactly() {
    use Role::{Injured, Killed};
    for (title, text, expected) in [
        // one that nobody counted
        (None, "A man was killed.", vec![(Killed, Some(1.0), None)]),
        (None, "One man was killed.", vec![(Killed, Some(1.0), Some(1.0))]),
        // what may be
        (None, "Four people may have been killed.", vec![(Killed, None, Some(4.0))]),
        (None, "Nine guards were killed or wounded.", vec![(Killed, None, Some(9.0))]),
        // whoever died may be among those shot
        (None, "Five men were shot. He later died.", vec![(Injured, None, Some(5.0))]),
        (None, "Five men were shot. He could have died.", vec![(Injured, Some(5.0), Some(5.0))]),
        // who is hurt less
        (None, "Three miners are in critical condition.", vec![(Injured, Some(3.0), None)]),
        (None, "Three miners are dead and two were badly hurt.", {
            vec![(Killed, Some(3.0), Some(3.0)), (Injured, Some(2.0), Some(2.0))]
        }),
        // who did it, by name, died
        (
            None,
            "Ida Marl, 34, killed five miners at the quarry. Ida Marl, 34, was found dead.",
            vec![(Killed, Some(5.0), Some(6.0))],
        ),
        (Some("Quarry shooting: suspect dead"), "A pilot killed five miners.", vec![(Killed, Some(5.0), Some(6.0))]),
        (Some("Quarry shooting: suspect held"), "A pilot killed five miners.", vec![(Killed, Some(5.0), Some(5.0))]),
        // the headline's toll
        (
            Some("Five dead in quarry fire"),
            "Three miners were killed on the first day.",
            vec![(Killed, Some(5.0), Some(5.0))],
        ),
        (
            Some("Quarry fire: two dead"),
            "Three miners were killed.",
            vec![(Killed, Some(2.0), Some(2.0)), (Killed, Some(3.0), Some(3.0))],
        ),
        (Some("Quarry closes"), "Three miners were hurt.", vec![(Injured, Some(3.0), Some(3.0))]),
    ] {
        assert_eq!(meant(title, text), expected, "{title:?} {text}");
    }
}

#[test]
fn constructions_past_the_verb() {
    use Role::{Injured, Killed};
    for (text, expected) in [
        ("A guard was killed along with three others.", {
            vec![(Killed, 1.0, true), (Killed, 3.0, true), (Killed, 4.0, false)]
        }),
        ("He was killed along with three others.", vec![(Killed, 3.0, true)]),
        ("He left along with three others.", vec![]),
        ("Orvan Tellick and Brynja Dosk were killed.", vec![(Killed, 2.0, false)]),
        ("Ostrian Monks and Arbel Guards were killed.", vec![]),
        ("Dosk, 34, and Tellick, 41, were pronounced dead.", vec![]),
        ("Ida and Jon Marl, both 23, were at the quarry.", vec![]),
        ("Killed in the fire were Ida Marl, 34, and Jon Marl, 36.", vec![(Killed, 2.0, false)]),
        ("Killed in the fire were Ida Marl, 34, and Jon Marl, 36, and their cousins Orvan and Brynja Dosk.", {
            vec![(Killed, 2.0, false)]
        }),
        ("Killed were two guards and a cook.", vec![(Killed, 2.0, true), (Killed, 1.0, true), (Killed, 3.0, false)]),
        ("Two boys who were shot in Arbel on Friday have died.", vec![(Killed, 2.0, false)]),
        ("A third victim of the fire, which killed two others, has died.", {
            vec![(Killed, 1.0, true), (Killed, 2.0, true)]
        }),
        ("The men who killed six priests and two cooks fled.", vec![(Killed, 6.0, false)]),
        ("Six priests -- all old -- and two cooks were killed.", vec![(Killed, 6.0, false), (Killed, 2.0, false)]),
        ("Two guards, a cook and three pilots were killed.", {
            vec![(Killed, 2.0, false), (Killed, 1.0, true), (Killed, 3.0, false)]
        }),
        ("The fire killed six people: three brothers, a cousin and a friend.", {
            vec![
                (Killed, 6.0, false),
                (Killed, 3.0, true),
                (Killed, 2.0, true),
                (Killed, 1.0, true),
                (Killed, 1.0, true),
            ]
        }),
        ("Five men and women were hurt.", vec![(Injured, 5.0, false)]),
        ("The blast killed three people and injured nine.", vec![(Killed, 3.0, false), (Injured, 9.0, false)]),
        ("Three miners in Arbel died.", vec![(Killed, 3.0, false)]),
        ("There were 500 heroin-related deaths.", vec![(Killed, 500.0, false)]),
        ("At least 88 lives were lost.", vec![(Killed, 88.0, false)]),
        ("Nobody knows how four bullet wounds came there.", vec![]),
        ("No one died in the fire.", vec![(Killed, 0.0, false)]),
        ("The storm passed without casualties.", vec![(Killed, 0.0, false), (Injured, 0.0, false)]),
        ("There were 17 casualties.", vec![]),
        ("The flood forced 300 villagers from their homes.", vec![(Role::Displaced, 300.0, false)]),
        ("The toll rose by 12 to 40.", vec![(Killed, 12.0, false), (Killed, 40.0, false)]),
        ("A father of three was killed.", vec![(Killed, 1.0, false)]),
        ("There was a shooting a couple of days ago.", vec![]),
        ("Two men shot at them.", vec![]),
        ("Two men were shot at a bar.", vec![(Injured, 2.0, false)]),
        ("Two gunmen fled the scene.", vec![]),
        ("A 2D corporal was hurt.", vec![(Injured, 1.0, false)]),
        ("Marl is charged in two of the killings.", vec![(Killed, 2.0, true)]),
        ("He shot dead two guards without shooting for long.", vec![(Killed, 2.0, false)]),
        ("Nine people shot and two people killed.", vec![(Injured, 9.0, false), (Killed, 2.0, false)]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_the_article_tells_of_its_toll() {
    use Role::{Injured, Killed};
    let exact = |role, value: f64| (role, Some(value), Some(value));
    for (title, text, expected) in [
        // the headline's count stands in the text: a greater one is of more
        (
            Some("Man held for shooting six at the quarry"),
            "Six miners were hurt. In all, 18 people were hurt on Monday.",
            vec![exact(Injured, 6.0), exact(Injured, 6.0)],
        ),
        (
            Some("Man held for quarry shooting"),
            "Six miners were hurt. In all, 18 people were hurt on Monday.",
            vec![exact(Injured, 6.0), exact(Injured, 18.0)],
        ),
        // what was held at first
        (
            None,
            "Police initially said that eight miners were hurt. Five miners were hurt, they said later.",
            vec![exact(Injured, 5.0)],
        ),
        (None, "Police initially said that eight miners were hurt.", vec![exact(Injured, 8.0)]),
        // those by name after a count are a part of it
        (
            None,
            "Four people were killed. Ida Marl, 34, and Jon Marl, 36, were killed at the gate.",
            vec![exact(Killed, 4.0)],
        ),
        // a third by name: the two are not all
        (
            None,
            "Ida Marl, 34, and Jon Tellick, 36, were killed. Brynja Dosk, 29, also died.",
            vec![(Killed, Some(2.0), None)],
        ),
        // of some of several deaths
        (
            None,
            "Three men were shot dead. Marl killed two men, police said. He is charged in two of the killings.",
            vec![exact(Killed, 3.0)],
        ),
        // one of those hurt died
        (None, "Four people were hurt. One of the men later died.", vec![(Injured, None, Some(4.0))]),
        (
            None,
            "Two were killed and four were hurt. One of the men later died.",
            vec![exact(Killed, 2.0), exact(Injured, 4.0)],
        ),
        (None, "Five people were shot. He was pronounced dead at the scene.", vec![(Injured, None, Some(5.0))]),
        (None, "Deputies found four people with gunshot wounds. Marl died.", vec![(Injured, None, Some(4.0))]),
        // more victims than counted
        (None, "Four people were hurt. A fifth man was hurt at the gate.", vec![]),
        (
            None,
            "One man was killed and four people were hurt. A fifth man was hurt at the gate.",
            vec![exact(Killed, 1.0), exact(Injured, 4.0)],
        ),
        // the toll is to rise
        (None, "Three people were killed. The death toll is expected to rise.", vec![(Killed, Some(3.0), None)]),
        (None, "Three people were killed. The death toll did not rise.", vec![exact(Killed, 3.0)]),
        // nobody of some
        (
            None,
            "A guard was hurt. No one was hit in the hall, and no one was hurt there.",
            vec![(Injured, Some(1.0), None)],
        ),
        // who did it died: any count of the same number leaves it open
        (
            None,
            "A man who is suspected of killing five people was found dead. The shots left five people dead.",
            vec![(Killed, Some(5.0), Some(6.0)), (Killed, Some(5.0), Some(6.0))],
        ),
        (
            None,
            "Ida Marl, 34, died. Ida Marl, who is believed to be the shooter, killed five miners.",
            vec![(Killed, Some(5.0), Some(6.0))],
        ),
        (None, "Marl killed three miners before guards shot him.", vec![exact(Killed, 3.0)]),
        (None, "Marl killed three miners before guards killed him.", vec![(Killed, Some(3.0), Some(4.0))]),
        // whether the unborn are counted
        (
            None,
            "Six people, including an unborn child, were killed. The six people killed were miners.",
            vec![(Killed, Some(5.0), Some(6.0)), (Killed, Some(5.0), Some(6.0))],
        ),
        (None, "Six people were killed. Her unborn child also died.", vec![(Killed, Some(5.0), Some(6.0))]),
        // "could"
        (None, "The plan could lead to 250 deaths.", vec![(Killed, None, Some(250.0))]),
        (None, "Reports put the toll anywhere from two to seven dead.", vec![(Killed, Some(2.0), Some(7.0))]),
    ] {
        assert_eq!(meant(title, text), expected, "{title:?} {text}");
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
        "His wife was killed.",
        "Ida Marl, 34, was killed.",
        "He was charged with murder.",
        "They won a double victory.",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}
