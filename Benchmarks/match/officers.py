#!/usr/bin/env python3
"""Made officers before and after a year of transfers:  officers.py ROWS MODE FOLDER

MODE   unique   everybody has a mobile and an address of his own
       office   officers of one office (one to eight of them) have its mobile; addresses are their own
       post     the address is the post's and goes to who comes next; mobiles are their own
       both     the mobile is the office's and the address the post's: nothing is one's own

Writes base.csv, new.csv and truth.csv (before, after: the officers who only got another id).

In the year, of 10,000 officers: 50 are transferred to another office, 10 hand their post over to a
newcomer, 10 leave and 10 come, and 7 get another id. Of those who get another id, half change in
one more thing: a spelling in either script, the mobile, the address or the office. There are few
names: hundreds of officers are namesakes, about one newcomer in thirty takes over from one whose
name differs in a letter or two, and one in five from a namesake. Every value is a function of row and purpose."""
import csv
import sys

FIRST = [("Ramesh", "रमेश"), ("Suresh", "सुरेश"), ("Mahesh", "महेश"), ("Naresh", "नरेश"),
         ("Sunita", "सुनीता"), ("Anita", "अनीता"), ("Vinita", "विनीता"), ("Kavita", "कविता"),
         ("Mukesh", "मुकेश"), ("Rakesh", "राकेश"), ("Kamla", "कमला"), ("Vimla", "विमला"),
         ("Pooja", "पूजा"), ("Vijay", "विजय"), ("Ajay", "अजय"), ("Sanjay", "संजय"),
         ("Ashok", "अशोक"), ("Gopal", "गोपाल"), ("Manoj", "मनोज"), ("Yogesh", "योगेश")]
LAST = [("Sharma", "शर्मा"), ("Verma", "वर्मा"), ("Meena", "मीणा"), ("Gurjar", "गुर्जर"),
        ("Rathore", "राठौड़"), ("Choudhary", "चौधरी"), ("Jat", "जाट"), ("Singh", "सिंह"),
        ("Bairwa", "बैरवा"), ("Saini", "सैनी"), ("Yadav", "यादव"), ("Joshi", "जोशी"),
        ("Vyas", "व्यास"), ("Khan", "ख़ान"), ("Ojha", "ओझा"), ("Soni", "सोनी")]
MASK = (1 << 64) - 1


def mix(x):
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


class Dice:
    def __init__(self, *purpose):
        self.state = 181
        for part in purpose:
            self.state = mix(self.state ^ part)

    def roll(self, sides):
        self.state = mix(self.state)
        return self.state % sides


def offices(rows):
    """The office of each seat: one to eight seats stand together."""
    seats, office = [], 0
    while len(seats) < rows:
        office += 1
        seats += [office] * (1 + Dice(1, office).roll(8))
    return seats[:rows]


def person(purpose, number, seat, office, mode):
    dice = Dice(purpose, number)
    first, last = FIRST[dice.roll(len(FIRST))], LAST[dice.roll(len(LAST))]
    own = f"{first[0].lower()}.{last[0].lower()}.{purpose}.{number}@example.in"
    row = {
        "name_en": f"{first[0]} {last[0]}", "name_hi": f"{first[1]} {last[1]}",
        "mobile": f"{6 + purpose % 4}{mix(number * 4 + purpose) % 10**9:09d}", "email": own,
        "office": str(office)}
    return at(row, seat, office, mode)


def at(row, seat, office, mode):
    row = dict(row, office=str(office))
    if mode in ("office", "both"):
        row["mobile"] = f"9{mix(office) % 10**9:09d}"
    if mode in ("post", "both"):
        row["email"] = f"post.{seat}@example.in"
    return row


def altered(row, dice):
    row = dict(row)
    what = ["name_en", "name_hi", "mobile", "email", "office"][dice.roll(5)]
    if what == "name_en":
        row["name_en"] += " Ji"
    elif what == "name_hi":
        row["name_hi"] += " जी"
    elif what == "mobile":
        row["mobile"] = f"8{dice.roll(10**9):09d}"
    elif what == "email":
        row["email"] = "new." + row["email"]
    return row


def main():
    rows, mode, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    seats = offices(rows)
    heading = ["officer_id", "name_en", "name_hi", "office", "mobile", "email"]
    with open(f"{folder}/base.csv", "w", encoding="utf-8", newline="") as old_file, \
            open(f"{folder}/new.csv", "w", encoding="utf-8", newline="") as new_file, \
            open(f"{folder}/truth.csv", "w", encoding="utf-8", newline="") as truth_file:
        old = csv.DictWriter(old_file, heading)
        new = csv.DictWriter(new_file, heading)
        truth = csv.writer(truth_file)
        old.writeheader()
        new.writeheader()
        truth.writerow(["before", "after"])
        for number in range(rows):
            row = person(2, number, number, seats[number], mode)
            code = f"RJO{number:07d}"
            old.writerow(dict(row, officer_id=code))
            dice = Dice(3, number)
            fate = dice.roll(10_000)
            if fate < 50:
                there = dice.roll(rows)
                new.writerow(dict(at(row, there, seats[there], mode), officer_id=code))
            elif fate < 60:
                newcomer = person(4, number, number, seats[number], mode)
                if dice.roll(5) == 0:
                    newcomer = dict(newcomer, name_en=row["name_en"], name_hi=row["name_hi"])
                new.writerow(dict(newcomer, officer_id=f"RJH{number:07d}"))
            elif fate < 70:
                pass
            elif fate < 80:
                new.writerow(dict(row, officer_id=code))
                newcomer = person(5, number, rows + number, rows + number, mode)
                new.writerow(dict(newcomer, officer_id=f"RJX{number:07d}"))
            elif fate < 87:
                after = f"RJN{number:07d}"
                new.writerow(
                    dict(altered(row, dice) if dice.roll(2) else row, officer_id=after))
                truth.writerow([code, after])
            else:
                new.writerow(dict(row, officer_id=code))


main()
