A page that is not there says so as in Classic UI, with ways to what is near; the message on a locked page is Swedish.
