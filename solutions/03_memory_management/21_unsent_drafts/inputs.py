"""Drafts that are kept at random, among which members and rooms go and others come: what is listed at both ends."""

from graders import probe


def inputs(random):
    acts = ["keep", "keep", "keep", "go"]
    return ([(random.choice(acts), random.randrange(3), random.randrange(3), random.random()) for _ in range(8)],)


@probe
class Peer:
    def __init__(self, number):
        self.number = number


def observe(solution, acts):
    drafts, peers, told = solution.UnsentDrafts(), [Peer(number) for number in range(3)], []
    for act, who, where, text in acts:
        if act == "keep":
            drafts.keep(peers[who], peers[where], f"text {text}")
        else:
            peers[who] = Peer(who)
    for peer in peers:
        told.append([(other.number, text) for other, text in drafts.of_member(peer)])
        told.append([(other.number, text) for other, text in drafts.in_room(peer)])
    return told
