Volto shows a channel's information text, the personal data page, how messages are handled, their figures and the accessibility statement itself.
