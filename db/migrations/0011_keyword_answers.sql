-- Who answers the exact words START and HELP on a number: carriers do by themselves, unless that was switched off for the number.
alter table sender add column keyword_answers text not null default 'carrier' check (keyword_answers in ('carrier', 'ours'));
