Downloads are brought in from the workplace, the figures of an administration are on its page, and *Help* on a hub opens the chapter of the reader's role.
