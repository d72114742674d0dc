What a person pastes or describes is read in a twentieth of a second instead of a whole one: the processes that read documents are forked from one that has read in the libraries.
