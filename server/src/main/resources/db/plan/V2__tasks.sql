-- A step that a person does: which post, and until when.
alter table plan.step add column post text;
alter table plan.step add column due_at timestamptz;
