After a take-down the author is told what was done, why and how to have it reviewed: a statement made from rule and reason, sent by e-mail or noted.
