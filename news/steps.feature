A channel is reported, reviewed, sent back, made official, paused and closed on one page with a checklist; its history tells who did what, and mails tell those concerned.
