What a person pastes or describes is read without waiting for the libraries, a seventh of a second each time: the processes that read documents are forked from one that has read in the libraries.
