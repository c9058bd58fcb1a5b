"""What the invented respondents wrote: nobody said any of it.

Each answer goes to somebody of that sector: `worn` from the upper or the lower half of it by how
worn they are, "" wherever it falls.
"""

from __future__ import annotations

# (sector, worn, what they wrote)
HARDEST = (
    (
        "NHS",
        "more",
        "Nobody has cleared the duty list since August. I go home and count the names I did not get to.",
    ),
    (
        "NHS",
        "more",
        "Three funerals before Easter, and the slot after each was still booked. You put your face on and call the next one in.",
    ),
    (
        "NHS",
        "more",
        "I have stopped asking how people are because I have not got the ten minutes to hear it. I notice that and I hate it.",
    ),
    (
        "NHS",
        "more",
        "The paperwork after a death. There is a form for everything but nobody phones you.",
    ),
    ("NHS", "more", "Prescriptions, prescriptions, prescriptions. I trained to talk to folk."),
    (
        "NHS",
        "less",
        "Less the patients than the system round about them. Every department has its own referral form.",
    ),
    (
        "NHS",
        "less",
        "Being told at a handover that one of mine had died over the weekend, as if it was the weather.",
    ),
    (
        "Charity/Third Sector",
        "more",
        "My post runs out in March again. I am meant to give people hope for the year and I have not got one myself.",
    ),
    (
        "Charity/Third Sector",
        "more",
        "Getting a worker in another service to lift the phone.\nBy the time they do the person has gone.",
    ),
    (
        "Charity/Third Sector",
        "more",
        "Late shifts on my own. If something happens there is me and a mobile with no signal.",
    ),
    (
        "Charity/Third Sector",
        "less",
        "Some weeks nothing, honestly. Other weeks it all comes at once and then it is the driving I mind.",
    ),
    (
        "Charity/Third Sector",
        "less",
        "Folk being sent round five doors and then told they did not engage.",
    ),
    (
        "Charity/Third Sector",
        "",
        "Watching somebody do everything right and still wait eight months for a bed.",
    ),
    ("Local Authority", "more", "Deadlines for reports that nobody reads."),
    (
        "Health and Social Care",
        "",
        "I am the only one in my team who does this work, so there is nobody to ask.",
    ),
)

HELPS = (
    ("NHS", "more", "An hour a week that cannot be booked over. I would settle for half of one."),
    ("NHS", "more", "More of us. Everything else is a poster about resilience."),
    ("NHS", "less", "The consultant who says well done, and means it, and says what for."),
    ("NHS", "", "A debrief that happens without anybody having to ask for it."),
    ("Charity/Third Sector", "less", "My manager. She asks, and then she waits for the answer."),
    (
        "Charity/Third Sector",
        "less",
        "Seeing somebody in the street two years on with a pram. You dine out on that for months.",
    ),
    (
        "Charity/Third Sector",
        "less",
        "The team. We have a roll and sausage on a Friday and nobody is allowed to talk about work.",
    ),
    ("Charity/Third Sector", "more", "Supervision that is not about targets."),
    (
        "Charity/Third Sector",
        "",
        "External counselling, if it was in work time. At night I have not got it in me.",
    ),
    (
        "Charity/Third Sector",
        "more",
        "A three-year contract would do more for my nerves than any course.",
    ),
    ("Local Authority", "less", "Being able to shut the door and finish one thing."),
    ("Grassroots/Community-led", "", "Having come through it myself. I know it can turn round."),
)

DELIVERY_OTHER = ("Home visits", "Residential service", "Home visits", "Street work with a van")
CHANGES_OTHER = (
    "Hardly anything changed for us", "Masks and distance, not much else", "More cleaning than clients",
    "Face to face in emergencies only", "We answer on social media now", "Tasks that have nothing to do with my clients",
    "Working from my own kitchen",
)  # fmt: skip
STAFFING_OTHER = (
    "Team meetings on a screen, so less said", "People at home feel left out", "My role was cut down",
    "Two left and their work came to us", "We hardly see one another", "Volunteers stopped coming",
    "New starts have never met the team",
)  # fmt: skip
