Of suspected images of child sexual abuse no copy is kept, only hash, size and type; reports to the police are noted beside the message.
