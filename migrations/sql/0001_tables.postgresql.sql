-- The tables of the first release. One statement ends at a line that holds only "//".
CREATE TABLE appropriation (
    site_id TEXT NOT NULL,
    appropriation_id UUID NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    dated DATE NOT NULL,
    year BIGINT NOT NULL,
    original_fen BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    function_code TEXT NOT NULL,
    is_direct BOOLEAN NOT NULL,
    is_withdrawn BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_appropriation PRIMARY KEY (site_id, appropriation_id),
    CONSTRAINT ck_appropriation_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_appropriation_original_range CHECK (original_fen > 0 AND original_fen <= 100000000000000),
    CONSTRAINT uq_appropriation_number UNIQUE (number)
)
//
COMMENT ON COLUMN appropriation.number IS 'the document''s own number'
//
COMMENT ON COLUMN appropriation.year IS 'whose budget it belongs to: a document may come the year before'
//
COMMENT ON COLUMN appropriation.original_fen IS 'as first recorded'
//
COMMENT ON COLUMN appropriation.amount_fen IS 'as first recorded, and all adjustments since'
//
COMMENT ON COLUMN appropriation.function_code IS 'functional classification; empty is unknown'
//
COMMENT ON COLUMN appropriation.is_direct IS 'the document marks it as 直达资金'
//
CREATE TABLE approval_route (
    site_id TEXT NOT NULL,
    action_type TEXT NOT NULL,
    steps TEXT NOT NULL,
    free_minutes BIGINT NOT NULL,
    source TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_approval_route PRIMARY KEY (site_id, action_type),
    CONSTRAINT ck_approval_route_minutes_not_negative CHECK (free_minutes >= 0)
)
//
COMMENT ON COLUMN approval_route.steps IS 'the roles in their order, parted by blanks; empty: nobody has to'
//
COMMENT ON COLUMN approval_route.free_minutes IS 'how long whoever posted an entry may reverse it alone'
//
CREATE TABLE attachment (
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BYTEA,
    purged_seq BIGINT,
    CONSTRAINT pk_attachment PRIMARY KEY (hash),
    CONSTRAINT ck_attachment_kind_known CHECK (kind IN ('roster')),
    CONSTRAINT ck_attachment_size_positive CHECK (size > 0),
    CONSTRAINT ck_attachment_purged_is_gone CHECK (purged_seq IS NULL OR content IS NULL)
)
//
COMMENT ON COLUMN attachment.size IS 'bytes, as encrypted'
//
CREATE TABLE deadline_override (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    subject TEXT NOT NULL,
    rule_code TEXT NOT NULL,
    new_day DATE NOT NULL,
    reason TEXT NOT NULL,
    decided_on DATE NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT pk_deadline_override PRIMARY KEY (site_id, seq)
)
//
COMMENT ON COLUMN deadline_override.subject IS 'what the limit is of, such as the number of a project'
//
CREATE INDEX ix_deadline_override_subject ON deadline_override (subject)
//
CREATE TABLE fund_report (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    title TEXT NOT NULL,
    dated DATE NOT NULL,
    appropriated_fen BIGINT NOT NULL,
    tendered_fen BIGINT NOT NULL,
    in_tender_fen BIGINT NOT NULL,
    CONSTRAINT pk_fund_report PRIMARY KEY (site_id, seq)
)
//
CREATE TABLE fund_surplus_rule (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    years BIGINT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_fund_surplus_rule PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_fund_surplus_rule_years_range CHECK (years >= 1 AND years <= 9)
)
//
COMMENT ON COLUMN fund_surplus_rule.valid_from IS 'appropriations dated from then on'
//
COMMENT ON COLUMN fund_surplus_rule.years IS 'the appropriation''s own year is the first'
//
CREATE INDEX ix_fund_surplus_rule_valid_from ON fund_surplus_rule (valid_from)
//
CREATE TABLE incident (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    disaster TEXT NOT NULL,
    level BIGINT,
    place TEXT NOT NULL,
    started_on DATE NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    closed_seq BIGINT,
    closed_on DATE,
    CONSTRAINT pk_incident PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_incident_kind_known CHECK (kind IN ('incident', 'drill')),
    CONSTRAINT ck_incident_disaster_known CHECK (disaster IN ('flood', 'drought', 'typhoon', 'earthquake', 'geological', 'forest_fire', 'snow_and_cold', 'wind_and_hail', 'accident', 'other')),
    CONSTRAINT ck_incident_level_range CHECK (level BETWEEN 1 AND 4),
    CONSTRAINT ck_incident_closed_on_a_day CHECK ((closed_seq IS NULL) = (closed_on IS NULL)),
    CONSTRAINT uq_incident_number UNIQUE (number)
)
//
COMMENT ON COLUMN incident.level IS 'of the response, 1 the highest; NULL is not declared'
//
CREATE TABLE item (
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    unit TEXT NOT NULL,
    decimals BIGINT NOT NULL,
    specification TEXT NOT NULL,
    tracking TEXT NOT NULL,
    is_consumable BOOLEAN NOT NULL,
    storage_life_months BIGINT,
    service_life_months BIGINT,
    use_limit BIGINT,
    use_unit TEXT,
    upkeep_interval_months BIGINT,
    inspection_interval_months BIGINT,
    is_hazardous BOOLEAN NOT NULL,
    source_note TEXT NOT NULL,
    pinyin_initials TEXT NOT NULL,
    pinyin_full TEXT NOT NULL,
    is_retired BOOLEAN NOT NULL,
    revision BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (code),
    CONSTRAINT ck_item_tracking_known CHECK (tracking IN ('serial', 'batch', 'quantity')),
    CONSTRAINT ck_item_decimals_range CHECK (decimals BETWEEN 0 AND 3),
    CONSTRAINT ck_item_serials_are_whole CHECK (tracking <> 'serial' OR decimals = 0),
    CONSTRAINT ck_item_storage_life_positive CHECK (storage_life_months > 0),
    CONSTRAINT ck_item_upkeep_positive CHECK (upkeep_interval_months > 0),
    CONSTRAINT ck_item_use_unit_known CHECK (use_unit IN ('day', 'hour')),
    CONSTRAINT ck_item_service_life_positive CHECK (service_life_months > 0),
    CONSTRAINT ck_item_use_limit_positive CHECK (use_limit > 0),
    CONSTRAINT ck_item_use_limit_has_unit CHECK ((use_limit IS NULL) = (use_unit IS NULL)),
    CONSTRAINT ck_item_inspection_positive CHECK (inspection_interval_months > 0),
    CONSTRAINT ck_item_revision_positive CHECK (revision >= 1)
)
//
COMMENT ON COLUMN item.decimals IS 'decimal places a quantity may have, 0 to 3'
//
COMMENT ON COLUMN item.is_consumable IS 'used up when issued; otherwise to be recovered'
//
COMMENT ON COLUMN item.storage_life_months IS 'from production, while it is not used'
//
COMMENT ON COLUMN item.service_life_months IS 'from the first use'
//
COMMENT ON COLUMN item.use_limit IS 'days or hours of use until it is retired'
//
COMMENT ON COLUMN item.upkeep_interval_months IS 'maintenance'
//
COMMENT ON COLUMN item.inspection_interval_months IS 'idle for longer: tested before issue'
//
COMMENT ON COLUMN item.source_note IS 'where the life and the specification come from'
//
CREATE TABLE journal_entry (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    action_id UUID NOT NULL,
    action_type TEXT NOT NULL,
    version BIGINT NOT NULL,
    actor TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen TEXT NOT NULL,
    payload_hash BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    payload BYTEA,
    CONSTRAINT pk_journal_entry PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_journal_entry_counts_from_one CHECK (epoch >= 1 AND seq >= 1 AND version >= 1),
    CONSTRAINT ck_journal_entry_hash_size CHECK (length(prev_hash) = 32 AND length(hash) = 32 AND length(payload_hash) = 32),
    CONSTRAINT uq_journal_entry_action_id UNIQUE (action_id),
    CONSTRAINT uq_journal_entry_hash UNIQUE (hash)
)
//
COMMENT ON COLUMN journal_entry.version IS 'of the action''s form'
//
COMMENT ON COLUMN journal_entry.seen IS 'JSON: the newest entry of each other site that the author knew'
//
COMMENT ON COLUMN journal_entry.payload_hash IS 'SHA-256 of the payload'
//
COMMENT ON COLUMN journal_entry.payload IS 'left out where the reader has no business with it'
//
CREATE INDEX ix_journal_entry_actor_seq ON journal_entry (actor, seq)
//
CREATE TABLE journal_head (
    site_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_journal_head PRIMARY KEY (site_id)
)
//
CREATE TABLE kit (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    is_retired BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_kit PRIMARY KEY (code)
)
//
CREATE TABLE money_list (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT pk_money_list PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_money_list_kind_known CHECK (kind IN ('payments', 'invoices')),
    CONSTRAINT uq_money_list_fingerprint UNIQUE (fingerprint)
)
//
COMMENT ON COLUMN money_list.fingerprint IS 'the same for the same lines in the same order'
//
CREATE TABLE organisation (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT,
    credit_code TEXT,
    pinyin TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (code),
    CONSTRAINT ck_organisation_kind_known CHECK (kind IN ('authority', 'keeper', 'supplier', 'donor', 'user')),
    CONSTRAINT ck_organisation_level_known CHECK (level IN ('central', 'province', 'city', 'county', 'donation')),
    CONSTRAINT uq_organisation_name UNIQUE (name),
    CONSTRAINT uq_organisation_credit_code UNIQUE (credit_code)
)
//
COMMENT ON COLUMN organisation.credit_code IS 'GB 32100-2015 unified social credit code'
//
CREATE TABLE paper_content (
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BYTEA,
    CONSTRAINT pk_paper_content PRIMARY KEY (hash),
    CONSTRAINT ck_paper_content_hash_is_sha256 CHECK (length(hash) = 64),
    CONSTRAINT ck_paper_content_size_positive CHECK (size > 0)
)
//
COMMENT ON COLUMN paper_content.hash IS 'SHA-256 of the content, in hex'
//
COMMENT ON COLUMN paper_content.size IS 'bytes'
//
CREATE TABLE project (
    site_id TEXT NOT NULL,
    project_id UUID NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    method TEXT NOT NULL,
    started_on DATE NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_project PRIMARY KEY (site_id, project_id),
    CONSTRAINT ck_project_method_known CHECK (method IN ('open_tender', 'invited_tender', 'competitive_negotiation', 'competitive_consultation', 'inquiry', 'single_source', 'framework', 'emergency')),
    CONSTRAINT uq_project_number UNIQUE (number)
)
//
CREATE TABLE proposal_series (
    site_id TEXT NOT NULL,
    year BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_proposal_series PRIMARY KEY (site_id, year)
)
//
CREATE TABLE relief_request (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    incident TEXT NOT NULL,
    requester TEXT NOT NULL,
    contact TEXT NOT NULL,
    place TEXT NOT NULL,
    requested_on DATE NOT NULL,
    needed_by DATE NOT NULL,
    priority BIGINT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    cancelled_seq BIGINT,
    cancel_reason TEXT NOT NULL,
    ordered_seq BIGINT,
    CONSTRAINT pk_relief_request PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_relief_request_priority_range CHECK (priority BETWEEN 1 AND 5),
    CONSTRAINT uq_relief_request_number UNIQUE (number)
)
//
COMMENT ON COLUMN relief_request.incident IS 'number; empty for none'
//
COMMENT ON COLUMN relief_request.priority IS '1 is the most urgent'
//
COMMENT ON COLUMN relief_request.ordered_seq IS 'the order since which nothing lacks; NULL: something does'
//
CREATE INDEX ix_relief_request_incident ON relief_request (incident)
//
CREATE INDEX ix_relief_request_lacking ON relief_request (site_id, seq) WHERE cancelled_seq IS NULL AND ordered_seq IS NULL
//
CREATE INDEX ix_relief_request_requested_on ON relief_request (requested_on)
//
CREATE TABLE relief_series (
    site_id TEXT NOT NULL,
    prefix TEXT NOT NULL,
    year BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_relief_series PRIMARY KEY (site_id, prefix, year),
    CONSTRAINT ck_relief_series_from_one CHECK (last_number >= 1)
)
//
CREATE TABLE role_conflict (
    role_a TEXT NOT NULL,
    role_b TEXT NOT NULL,
    source TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_role_conflict PRIMARY KEY (role_a, role_b),
    CONSTRAINT ck_role_conflict_role_a_known CHECK (role_a IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_role_conflict_role_b_known CHECK (role_b IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_role_conflict_each_pair_once CHECK (role_a < role_b)
)
//
COMMENT ON COLUMN role_conflict.source IS 'the law or the bureau''s own rule'
//
CREATE TABLE scheme (
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_scheme PRIMARY KEY (code)
)
//
CREATE TABLE sign_in_policy (
    only_row BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lock_minutes BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_sign_in_policy PRIMARY KEY (only_row),
    CONSTRAINT ck_sign_in_policy_only_row CHECK (only_row = 1),
    CONSTRAINT ck_sign_in_policy_counts_from_one CHECK (attempts > 0 AND lock_minutes > 0)
)
//
COMMENT ON COLUMN sign_in_policy.attempts IS 'refused in a row, then sign-in waits'
//
CREATE TABLE site (
    site_id TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_site PRIMARY KEY (site_id),
    CONSTRAINT ck_site_level_known CHECK (level IN ('city', 'county'))
)
//
COMMENT ON COLUMN site.seq IS 'the entry that wrote this row last'
//
CREATE TABLE store (
    only_row BIGINT NOT NULL,
    store_id UUID NOT NULL,
    site_id TEXT NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_store PRIMARY KEY (only_row),
    CONSTRAINT ck_store_only_row CHECK (only_row = 1)
)
//
COMMENT ON COLUMN store.site_id IS 'the site that writes here'
//
COMMENT ON COLUMN store.is_sample IS 'invented data, to be marked wherever it is shown'
//
CREATE TABLE work_day_exception (
    day DATE NOT NULL,
    is_working BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_work_day_exception PRIMARY KEY (day)
)
//
COMMENT ON COLUMN work_day_exception.source IS 'the yearly notice, or what the bureau goes by'
//
CREATE TABLE acceptance_policy (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    least BIGINT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_acceptance_policy PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_acceptance_policy_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_acceptance_policy_least_range CHECK (least BETWEEN 0 AND 99)
)
//
COMMENT ON COLUMN acceptance_policy.source IS 'the rule that says so'
//
CREATE TABLE agreement (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    hours BIGINT NOT NULL,
    price_formula TEXT NOT NULL,
    legal_base TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    note TEXT NOT NULL,
    verified_on DATE,
    verified_by TEXT,
    ended_seq BIGINT,
    ended_on DATE,
    end_reason TEXT NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_agreement_kind_known CHECK (kind IN ('agreement', 'capacity')),
    CONSTRAINT ck_agreement_hours_from_one CHECK (hours >= 1),
    CONSTRAINT ck_agreement_runs_forward CHECK (ends_on >= starts_on),
    CONSTRAINT ck_agreement_ended_on_a_day CHECK ((ended_seq IS NULL) = (ended_on IS NULL)),
    CONSTRAINT uq_agreement_number UNIQUE (number),
    CONSTRAINT fk_agreement_enterprise FOREIGN KEY(enterprise) REFERENCES organisation (code)
)
//
COMMENT ON COLUMN agreement.seq IS 'the entry that concluded it'
//
COMMENT ON COLUMN agreement.hours IS 'within how many hours it supplies once it is called'
//
CREATE TABLE allotment (
    site_id TEXT NOT NULL,
    allotment_id UUID NOT NULL,
    appropriation_id UUID NOT NULL,
    receiver TEXT NOT NULL,
    purpose TEXT NOT NULL,
    number TEXT NOT NULL,
    dated DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_allotment PRIMARY KEY (site_id, allotment_id),
    CONSTRAINT fk_allotment_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT fk_allotment_receiver FOREIGN KEY(receiver) REFERENCES organisation (code),
    CONSTRAINT uq_allotment_site_id_appropriation_id_number_receiver_purpose UNIQUE (site_id, appropriation_id, number, receiver, purpose),
    CONSTRAINT ck_allotment_purpose_known CHECK (purpose IN ('response', 'materials', 'logistics', 'monitoring', 'living', 'storage', 'aviation', 'other')),
    CONSTRAINT ck_allotment_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000)
)
//
COMMENT ON COLUMN allotment.number IS 'of the document that allots it'
//
COMMENT ON COLUMN allotment.amount_fen IS 'as allotted; what was taken back is not subtracted'
//
CREATE TABLE appropriation_adjustment (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    appropriation_id UUID NOT NULL,
    number TEXT NOT NULL,
    dated DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    level TEXT,
    reason TEXT NOT NULL,
    CONSTRAINT pk_appropriation_adjustment PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_appropriation_adjustment_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT uq_appropriation_adjustment_site_id_appropriation_id_number UNIQUE (site_id, appropriation_id, number),
    CONSTRAINT ck_appropriation_adjustment_level_known CHECK (level IN ('central', 'province', 'city', 'county', 'donation')),
    CONSTRAINT ck_appropriation_adjustment_amount_range CHECK (amount_fen <> 0 AND amount_fen BETWEEN -100000000000000 AND 100000000000000)
)
//
COMMENT ON COLUMN appropriation_adjustment.amount_fen IS 'below zero: less'
//
COMMENT ON COLUMN appropriation_adjustment.level IS 'whose money; NULL while the split is unknown'
//
CREATE TABLE appropriation_purpose (
    site_id TEXT NOT NULL,
    appropriation_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_appropriation_purpose PRIMARY KEY (site_id, appropriation_id, purpose),
    CONSTRAINT fk_appropriation_purpose_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_appropriation_purpose_purpose_known CHECK (purpose IN ('response', 'materials', 'logistics', 'monitoring', 'living', 'storage', 'aviation', 'other'))
)
//
CREATE TABLE appropriation_share (
    site_id TEXT NOT NULL,
    appropriation_id UUID NOT NULL,
    level TEXT NOT NULL,
    amount_fen BIGINT,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_appropriation_share PRIMARY KEY (site_id, appropriation_id, level),
    CONSTRAINT fk_appropriation_share_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_appropriation_share_level_known CHECK (level IN ('central', 'province', 'city', 'county', 'donation')),
    CONSTRAINT ck_appropriation_share_amount_not_negative CHECK (amount_fen >= 0)
)
//
CREATE TABLE attached_paper (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT NOT NULL,
    note TEXT NOT NULL,
    attached_on DATE NOT NULL,
    actor TEXT NOT NULL,
    detached_seq BIGINT,
    detached_on DATE,
    detach_reason TEXT NOT NULL,
    detached_by TEXT,
    CONSTRAINT pk_attached_paper PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_attached_paper_subject_kind_known CHECK (subject_kind IN ('appropriation', 'project', 'lot', 'contract', 'acceptance', 'invoice', 'payment', 'document')),
    CONSTRAINT ck_attached_paper_kind_known CHECK (kind IN ('award_notice', 'contract', 'acceptance', 'invoice', 'appropriation', 'other')),
    CONSTRAINT ck_attached_paper_media_type_known CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'application/ofd')),
    CONSTRAINT ck_attached_paper_detached_for_reason CHECK ((detached_seq IS NULL) = (detached_on IS NULL) AND (detached_seq IS NULL) = (detach_reason = '')),
    CONSTRAINT fk_attached_paper_hash FOREIGN KEY(hash) REFERENCES paper_content (hash)
)
//
COMMENT ON COLUMN attached_paper.subject IS 'by which people ask for the record, such as a number'
//
COMMENT ON COLUMN attached_paper.file_name IS 'as it was called; only text'
//
COMMENT ON COLUMN attached_paper.size IS 'bytes; so that a list reads no content'
//
CREATE INDEX ix_attached_paper_hash ON attached_paper (hash)
//
CREATE INDEX ix_attached_paper_subject_kind_subject ON attached_paper (subject_kind, subject)
//
CREATE UNIQUE INDEX ux_attached_paper_once ON attached_paper (site_id, subject_kind, subject, hash) WHERE detached_seq IS NULL
//
CREATE TABLE blank_form_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    item_code TEXT NOT NULL,
    CONSTRAINT pk_blank_form_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_blank_form_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_blank_form_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE TABLE depot (
    code TEXT NOT NULL,
    site_id TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_depot PRIMARY KEY (code),
    CONSTRAINT uq_depot_site_id_code UNIQUE (site_id, code),
    CONSTRAINT fk_depot_site_id FOREIGN KEY(site_id) REFERENCES site (site_id),
    CONSTRAINT uq_depot_name UNIQUE (name)
)
//
CREATE TABLE distribution (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    incident TEXT NOT NULL,
    village TEXT NOT NULL,
    roster_hash TEXT NOT NULL,
    households BIGINT NOT NULL,
    persons BIGINT NOT NULL,
    distributed_on DATE NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    confirmed_seq BIGINT,
    signed_households BIGINT,
    paper TEXT NOT NULL,
    CONSTRAINT pk_distribution PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_distribution_roster_hash FOREIGN KEY(roster_hash) REFERENCES attachment (hash),
    CONSTRAINT ck_distribution_people_counted CHECK (households >= 1 AND persons >= households),
    CONSTRAINT ck_distribution_signed_in_range CHECK (signed_households BETWEEN 0 AND households),
    CONSTRAINT ck_distribution_confirmed_is_counted CHECK ((confirmed_seq IS NULL) = (signed_households IS NULL)),
    CONSTRAINT uq_distribution_number UNIQUE (number),
    CONSTRAINT uq_distribution_roster_hash UNIQUE (roster_hash)
)
//
COMMENT ON COLUMN distribution.paper IS 'where the signed list is kept'
//
CREATE INDEX ix_distribution_incident ON distribution (incident)
//
CREATE TABLE emergency_policy (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hours BIGINT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_emergency_policy PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_emergency_policy_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_emergency_policy_hours_from_one CHECK (hours > 0)
)
//
COMMENT ON COLUMN emergency_policy.source IS 'the rule that says so'
//
CREATE TABLE fund_account (
    site_id TEXT NOT NULL,
    account TEXT NOT NULL,
    appropriation_id UUID NOT NULL,
    bucket TEXT NOT NULL,
    tender_lot_id UUID,
    allotment_id UUID,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_fund_account PRIMARY KEY (site_id, account),
    CONSTRAINT fk_fund_account_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_fund_account_bucket_known CHECK (bucket IN ('source', 'available', 'planned', 'tendering', 'awarded', 'contracted', 'advanced', 'accepted', 'paid', 'saved', 'allotted', 'spent', 'returned')),
    CONSTRAINT ck_fund_account_allotment_where_meant CHECK ((allotment_id IS NOT NULL) = (bucket IN ('allotted', 'spent'))),
    CONSTRAINT ck_fund_account_lot_where_meant CHECK ((tender_lot_id IS NULL) = (bucket IN ('source', 'available', 'allotted', 'spent', 'returned'))),
    CONSTRAINT uq_fund_account_site_id_account_bucket UNIQUE (site_id, account, bucket)
)
//
COMMENT ON COLUMN fund_account.account IS 'appropriation/bucket, then /lot or /allotment'
//
CREATE INDEX ix_fund_account_site_id_tender_lot_id ON fund_account (site_id, tender_lot_id)
//
CREATE TABLE fund_carried_over (
    site_id TEXT NOT NULL,
    appropriation_id UUID NOT NULL,
    year BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_fund_carried_over PRIMARY KEY (site_id, appropriation_id, year),
    CONSTRAINT fk_fund_carried_over_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_fund_carried_over_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_fund_carried_over_year CHECK (year > 1999 AND year < 2200)
)
//
COMMENT ON COLUMN fund_carried_over.year IS 'the year that ended'
//
CREATE TABLE fund_return (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    appropriation_id UUID NOT NULL,
    number TEXT NOT NULL,
    dated DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_fund_return PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_fund_return_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT uq_fund_return_site_id_appropriation_id_number UNIQUE (site_id, appropriation_id, number),
    CONSTRAINT ck_fund_return_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000)
)
//
CREATE TABLE item_component (
    item_code TEXT NOT NULL,
    name TEXT NOT NULL,
    life_months BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_item_component PRIMARY KEY (item_code, name),
    CONSTRAINT ck_item_component_life_positive CHECK (life_months > 0),
    CONSTRAINT fk_item_component_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE TABLE item_pack (
    item_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    factor BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_item_pack PRIMARY KEY (item_code, unit),
    CONSTRAINT ck_item_pack_factor_range CHECK (factor > 0 AND factor <= 1000000000000),
    CONSTRAINT fk_item_pack_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
COMMENT ON COLUMN item_pack.factor IS 'in thousandths of the item''s base unit'
//
CREATE TABLE kit_line (
    kit_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_kit_line PRIMARY KEY (kit_code, item_code),
    CONSTRAINT ck_kit_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT fk_kit_line_kit_code FOREIGN KEY(kit_code) REFERENCES kit (code),
    CONSTRAINT fk_kit_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
COMMENT ON COLUMN kit_line.quantity IS 'in thousandths of the item''s base unit'
//
CREATE TABLE lot (
    site_id TEXT NOT NULL,
    lot_id UUID NOT NULL,
    item_code TEXT NOT NULL,
    label_code TEXT NOT NULL,
    batch_no TEXT NOT NULL,
    serial_no TEXT,
    is_single BOOLEAN NOT NULL,
    origin TEXT NOT NULL,
    received_on DATE NOT NULL,
    produced_on DATE,
    expires_on DATE,
    owner TEXT,
    manager TEXT,
    supplier TEXT,
    appropriation_id UUID,
    unit_price_e4 BIGINT,
    is_consumable BOOLEAN NOT NULL,
    tested_on DATE,
    days_used BIGINT NOT NULL,
    service_from DATE,
    is_void BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_lot PRIMARY KEY (site_id, lot_id),
    CONSTRAINT ck_lot_origin_known CHECK (origin IN ('purchase', 'donation', 'allotment', 'rotation', 'other')),
    CONSTRAINT ck_lot_single_has_serial CHECK ((serial_no IS NOT NULL) = is_single),
    CONSTRAINT ck_lot_life_forward CHECK (expires_on IS NULL OR produced_on IS NULL OR expires_on >= produced_on),
    CONSTRAINT ck_lot_price_not_negative CHECK (unit_price_e4 >= 0),
    CONSTRAINT ck_lot_days_not_negative CHECK (days_used >= 0),
    CONSTRAINT uq_lot_site_id_lot_id_item_code_is_single UNIQUE (site_id, lot_id, item_code, is_single),
    CONSTRAINT fk_lot_item_code FOREIGN KEY(item_code) REFERENCES item (code),
    CONSTRAINT uq_lot_label_code UNIQUE (label_code),
    CONSTRAINT fk_lot_owner FOREIGN KEY(owner) REFERENCES organisation (code),
    CONSTRAINT fk_lot_manager FOREIGN KEY(manager) REFERENCES organisation (code),
    CONSTRAINT fk_lot_supplier FOREIGN KEY(supplier) REFERENCES organisation (code)
)
//
COMMENT ON COLUMN lot.owner IS '物权归属; unknown'
//
COMMENT ON COLUMN lot.appropriation_id IS 'the money that paid; NULL is unknown'
//
COMMENT ON COLUMN lot.unit_price_e4 IS 'in 1/10,000 yuan; informative, amounts count'
//
COMMENT ON COLUMN lot.is_consumable IS 'used up when issued; otherwise to come back'
//
COMMENT ON COLUMN lot.tested_on IS 'the last inspection or test run that it passed'
//
COMMENT ON COLUMN lot.days_used IS 'days in use, as told when it came back'
//
COMMENT ON COLUMN lot.service_from IS 'the day from which its service life counts'
//
COMMENT ON COLUMN lot.is_void IS 'its receipt was reversed: the serial number is free again'
//
CREATE INDEX ix_lot_batch_no ON lot (batch_no)
//
CREATE INDEX ix_lot_lot_id ON lot (lot_id)
//
CREATE INDEX ix_lot_serial_no ON lot (serial_no)
//
CREATE UNIQUE INDEX uq_lot_item_code_serial_no ON lot (item_code, serial_no) WHERE NOT is_void
//
CREATE TABLE money_list_difference (
    site_id TEXT NOT NULL,
    list_seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    told_fen BIGINT NOT NULL,
    computed_fen BIGINT NOT NULL,
    accepted_by TEXT NOT NULL,
    CONSTRAINT pk_money_list_difference PRIMARY KEY (site_id, list_seq, name),
    CONSTRAINT fk_money_list_difference_site_id_list_seq FOREIGN KEY(site_id, list_seq) REFERENCES money_list (site_id, seq),
    CONSTRAINT ck_money_list_difference_kind_known CHECK (kind IN ('product', 'tax', 'total', 'repeated'))
)
//
COMMENT ON COLUMN money_list_difference.name IS 'the address of the cell, and the kind'
//
CREATE TABLE node (
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_node PRIMARY KEY (scheme, code),
    CONSTRAINT fk_node_scheme_parent FOREIGN KEY(scheme, parent) REFERENCES node (scheme, code) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_node_scheme FOREIGN KEY(scheme) REFERENCES scheme (code)
)
//
CREATE TABLE person (
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    site_id TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    password_hash TEXT,
    must_change BOOLEAN NOT NULL,
    failed_count BIGINT NOT NULL,
    failed_at TIMESTAMP WITH TIME ZONE,
    signed_in_at TIMESTAMP WITH TIME ZONE,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (login),
    CONSTRAINT ck_person_failed_count_not_negative CHECK (failed_count >= 0),
    CONSTRAINT fk_person_site_id FOREIGN KEY(site_id) REFERENCES site (site_id)
)
//
COMMENT ON COLUMN person.password_hash IS 'argon2id in its own notation; none set yet is NULL'
//
COMMENT ON COLUMN person.must_change IS 'the password was set by somebody else'
//
COMMENT ON COLUMN person.failed_count IS 'refused sign-ins in a row'
//
COMMENT ON COLUMN person.failed_at IS 'of the last refused sign-in'
//
COMMENT ON COLUMN person.signed_in_at IS 'of the last accepted sign-in'
//
CREATE TABLE procurement_threshold (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    quota_fen BIGINT NOT NULL,
    open_tender_fen BIGINT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_procurement_threshold PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_procurement_threshold_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_procurement_threshold_quota_within CHECK (quota_fen > 0 AND quota_fen <= open_tender_fen)
)
//
COMMENT ON COLUMN procurement_threshold.quota_fen IS '采购限额标准'
//
COMMENT ON COLUMN procurement_threshold.open_tender_fen IS '公开招标数额标准'
//
COMMENT ON COLUMN procurement_threshold.source IS 'the paper that sets them'
//
CREATE TABLE proposal (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    action_id UUID NOT NULL,
    action_type TEXT NOT NULL,
    depot_code TEXT,
    drafted_by TEXT NOT NULL,
    drafted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    business_date DATE NOT NULL,
    steps TEXT NOT NULL,
    steps_needed BIGINT NOT NULL,
    steps_done BIGINT NOT NULL,
    next_role TEXT,
    state TEXT NOT NULL,
    decided_seq BIGINT,
    CONSTRAINT pk_proposal PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_proposal_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_proposal_state_known CHECK (state IN ('open', 'approved', 'returned', 'withdrawn')),
    CONSTRAINT ck_proposal_next_role_known CHECK (next_role IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_proposal_steps_range CHECK (steps_needed >= 1 AND steps_done >= 0 AND steps_done <= steps_needed),
    CONSTRAINT ck_proposal_open_waits CHECK ((state = 'open') = (next_role IS NOT NULL)),
    CONSTRAINT ck_proposal_closed_by_entry CHECK ((state = 'open') = (decided_seq IS NULL)),
    CONSTRAINT uq_proposal_number UNIQUE (number)
)
//
COMMENT ON COLUMN proposal.action_id IS 'of the action that was submitted'
//
COMMENT ON COLUMN proposal.business_date IS 'of the action that was submitted'
//
COMMENT ON COLUMN proposal.steps IS 'the roles that approve, as the route was when it was submitted'
//
COMMENT ON COLUMN proposal.decided_seq IS 'the entry that closed it'
//
CREATE INDEX ix_proposal_drafted_by_site_id_seq ON proposal (drafted_by, site_id, seq)
//
CREATE INDEX ix_proposal_state_site_id_seq ON proposal (state, site_id, seq)
//
CREATE UNIQUE INDEX uq_proposal_action ON proposal (action_id) WHERE state IN ('open', 'approved')
//
CREATE TABLE relief_order (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    request_seq BIGINT NOT NULL,
    receiver TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    driver TEXT NOT NULL,
    ordered_on DATE NOT NULL,
    expected_on DATE,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    released_seq BIGINT,
    release_reason TEXT NOT NULL,
    CONSTRAINT pk_relief_order PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_relief_order_site_id_request_seq FOREIGN KEY(site_id, request_seq) REFERENCES relief_request (site_id, seq),
    CONSTRAINT uq_relief_order_number UNIQUE (number)
)
//
CREATE INDEX ix_relief_order_ordered_on ON relief_order (ordered_on)
//
CREATE INDEX ix_relief_order_site_id_request_seq ON relief_order (site_id, request_seq)
//
CREATE TABLE relief_request_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_relief_request_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_relief_request_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES relief_request (site_id, seq),
    CONSTRAINT ck_relief_request_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT fk_relief_request_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE TABLE tender_lot (
    site_id TEXT NOT NULL,
    tender_lot_id UUID NOT NULL,
    project_id UUID NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    budget_fen BIGINT NOT NULL,
    ceiling_fen BIGINT NOT NULL,
    award_fen BIGINT,
    winner TEXT NOT NULL,
    stage TEXT NOT NULL,
    purpose TEXT NOT NULL,
    category TEXT NOT NULL,
    closed_on DATE,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_tender_lot PRIMARY KEY (site_id, tender_lot_id),
    CONSTRAINT fk_tender_lot_site_id_project_id FOREIGN KEY(site_id, project_id) REFERENCES project (site_id, project_id),
    CONSTRAINT uq_tender_lot_site_id_project_id_number UNIQUE (site_id, project_id, number),
    CONSTRAINT ck_tender_lot_stage_known CHECK (stage IN ('planned', 'tendering', 'awarded', 'contracted', 'closed', 'cancelled')),
    CONSTRAINT ck_tender_lot_purpose_known CHECK (purpose IN ('response', 'materials', 'logistics', 'monitoring', 'living', 'storage', 'aviation', 'other')),
    CONSTRAINT ck_tender_lot_budget_positive CHECK (budget_fen > 0),
    CONSTRAINT ck_tender_lot_ceiling_within_budget CHECK (ceiling_fen > 0 AND ceiling_fen <= budget_fen),
    CONSTRAINT ck_tender_lot_award_within_ceiling CHECK (award_fen > 0 AND award_fen <= ceiling_fen),
    CONSTRAINT ck_tender_lot_awarded_has_award CHECK ((stage IN ('awarded', 'contracted', 'closed')) = (award_fen IS NOT NULL)),
    CONSTRAINT ck_tender_lot_closed_on_a_day CHECK ((stage = 'closed') = (closed_on IS NOT NULL))
)
//
COMMENT ON COLUMN tender_lot.number IS '第几包, from 1'
//
COMMENT ON COLUMN tender_lot.budget_fen IS 'what all funding lines add up to'
//
COMMENT ON COLUMN tender_lot.winner IS 'as on the notice of award; empty until then'
//
COMMENT ON COLUMN tender_lot.purpose IS 'what the money is used for'
//
COMMENT ON COLUMN tender_lot.category IS 'class of the catalogue (采购品目); empty is not known'
//
CREATE INDEX ix_tender_lot_stage ON tender_lot (stage)
//
CREATE TABLE transit_policy (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hours BIGINT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_transit_policy PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_transit_policy_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_transit_policy_hours_from_one CHECK (hours > 0)
)
//
COMMENT ON COLUMN transit_policy.source IS 'the rule that says so'
//
CREATE TABLE agreement_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    available BIGINT,
    CONSTRAINT pk_agreement_line PRIMARY KEY (site_id, seq, item_code),
    CONSTRAINT fk_agreement_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES agreement (site_id, seq),
    CONSTRAINT ck_agreement_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT ck_agreement_line_available_range CHECK (available >= 0 AND available <= quantity),
    CONSTRAINT fk_agreement_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
COMMENT ON COLUMN agreement_line.available IS 'NULL: never verified'
//
CREATE INDEX ix_agreement_line_item_code ON agreement_line (item_code)
//
CREATE TABLE allotment_change (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    allotment_id UUID NOT NULL,
    step TEXT NOT NULL,
    number TEXT NOT NULL,
    dated DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_allotment_change PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_allotment_change_site_id_allotment_id FOREIGN KEY(site_id, allotment_id) REFERENCES allotment (site_id, allotment_id),
    CONSTRAINT uq_allotment_change_site_id_allotment_id_step_number UNIQUE (site_id, allotment_id, step, number),
    CONSTRAINT ck_allotment_change_step_known CHECK (step IN ('use', 'take_back')),
    CONSTRAINT ck_allotment_change_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000)
)
//
COMMENT ON COLUMN allotment_change.reason IS 'why it is taken back; of a use it may be empty'
//
CREATE TABLE blank_form (
    number TEXT NOT NULL,
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    made_seq BIGINT NOT NULL,
    used_seq BIGINT,
    void_seq BIGINT,
    voided_by TEXT,
    void_reason TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_blank_form PRIMARY KEY (number),
    CONSTRAINT fk_blank_form_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT ck_blank_form_not_used_and_void CHECK (used_seq IS NULL OR void_seq IS NULL),
    CONSTRAINT ck_blank_form_void_by_somebody CHECK ((void_seq IS NULL) = (voided_by IS NULL))
)
//
COMMENT ON COLUMN blank_form.made_seq IS 'the entry that gave out its number'
//
COMMENT ON COLUMN blank_form.used_seq IS 'the document that was entered from it'
//
CREATE INDEX ix_blank_form_used ON blank_form (site_id, used_seq) WHERE used_seq IS NOT NULL
//
CREATE TABLE call_off (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    of_seq BIGINT NOT NULL,
    called_on DATE NOT NULL,
    needed_by DATE NOT NULL,
    deliver_to TEXT NOT NULL,
    incident TEXT NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT pk_call_off PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_call_off_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES agreement (site_id, seq),
    CONSTRAINT uq_call_off_number UNIQUE (number)
)
//
COMMENT ON COLUMN call_off.of_seq IS 'the agreement'
//
CREATE INDEX ix_call_off_of_seq ON call_off (of_seq)
//
CREATE TABLE claim (
    site_id TEXT NOT NULL,
    of_seq BIGINT NOT NULL,
    of_line BIGINT NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id UUID NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    left_quantity BIGINT NOT NULL,
    until DATE,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_claim PRIMARY KEY (site_id, of_seq, of_line),
    CONSTRAINT fk_claim_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_claim_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT ck_claim_left_in_range CHECK (left_quantity >= 0 AND left_quantity <= quantity)
)
//
COMMENT ON COLUMN claim.of_seq IS 'the entry of the order'
//
COMMENT ON COLUMN claim.number IS 'the order''s number, for people'
//
COMMENT ON COLUMN claim.quantity IS 'what was reserved, less what was let go'
//
COMMENT ON COLUMN claim.until IS 'the day the order is due'
//
COMMENT ON COLUMN claim.seq IS 'the entry that changed it last'
//
CREATE INDEX ix_claim_left ON claim (depot_code, lot_id) WHERE left_quantity > 0
//
CREATE INDEX ix_claim_left_of_item ON claim (item_code, depot_code) WHERE left_quantity > 0
//
CREATE TABLE contract (
    site_id TEXT NOT NULL,
    contract_id UUID NOT NULL,
    tender_lot_id UUID NOT NULL,
    number TEXT NOT NULL,
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    signed_on DATE NOT NULL,
    delivery_due DATE,
    original_fen BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    retention_fen BIGINT NOT NULL,
    retention_until DATE,
    penalty_mille BIGINT NOT NULL,
    deviation TEXT NOT NULL,
    accepted_fen BIGINT NOT NULL,
    invoiced_fen BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    prepared_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_contract PRIMARY KEY (site_id, contract_id),
    CONSTRAINT fk_contract_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT ck_contract_amount_positive CHECK (original_fen > 0 AND amount_fen > 0),
    CONSTRAINT ck_contract_retention_within CHECK (retention_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_accepted_within CHECK (accepted_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_invoiced_within CHECK (invoiced_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_paid_within CHECK (paid_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_penalty_range CHECK (penalty_mille BETWEEN 0 AND 100),
    CONSTRAINT uq_contract_number UNIQUE (number)
)
//
COMMENT ON COLUMN contract.supplier IS 'as on the contract'
//
COMMENT ON COLUMN contract.supplier_code IS '统一社会信用代码, checked; empty is unknown'
//
COMMENT ON COLUMN contract.retention_fen IS '质保金, paid last'
//
COMMENT ON COLUMN contract.penalty_mille IS 'of what is late, for each day; 0: none agreed'
//
COMMENT ON COLUMN contract.deviation IS 'why the amount is not the award''s; empty where it is'
//
COMMENT ON COLUMN contract.prepared_by IS 'who drew it up here; whoever only accepts is another'
//
COMMENT ON COLUMN contract.approved_by IS 'who posted it'
//
CREATE INDEX ix_contract_site_id_tender_lot_id ON contract (site_id, tender_lot_id)
//
CREATE TABLE count_session (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    name TEXT NOT NULL,
    started_on DATE NOT NULL,
    planned_on DATE,
    places TEXT NOT NULL,
    category TEXT NOT NULL,
    items TEXT NOT NULL,
    sample_size BIGINT,
    sample_seed TEXT,
    is_blind BOOLEAN NOT NULL,
    tolerance_mille BIGINT NOT NULL,
    tolerance_quantity BIGINT NOT NULL,
    started_by TEXT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_record BIGINT NOT NULL,
    finished_seq BIGINT,
    finished_by TEXT,
    finished_at TIMESTAMP WITH TIME ZONE,
    has_document BOOLEAN NOT NULL,
    cancelled_seq BIGINT,
    cancelled_by TEXT,
    cancel_reason TEXT NOT NULL,
    CONSTRAINT pk_count_session PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_count_session_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT ck_count_session_ends_once CHECK (finished_seq IS NULL OR cancelled_seq IS NULL),
    CONSTRAINT ck_count_session_finished_by_somebody CHECK ((finished_seq IS NULL) = (finished_by IS NULL)),
    CONSTRAINT ck_count_session_cancelled_by_somebody CHECK ((cancelled_seq IS NULL) = (cancelled_by IS NULL)),
    CONSTRAINT ck_count_session_sample_has_seed CHECK ((sample_size IS NULL) = (sample_seed IS NULL)),
    CONSTRAINT ck_count_session_sample_from_one CHECK (sample_size >= 1),
    CONSTRAINT ck_count_session_tolerance_mille_range CHECK (tolerance_mille BETWEEN 0 AND 1000),
    CONSTRAINT ck_count_session_tolerance_not_negative CHECK (tolerance_quantity >= 0),
    CONSTRAINT uq_count_session_number UNIQUE (number)
)
//
COMMENT ON COLUMN count_session.seq IS 'the entry that started it; its books are the base'
//
COMMENT ON COLUMN count_session.places IS 'codes of the locations, blank between; empty for all'
//
COMMENT ON COLUMN count_session.items IS 'codes of the items, blank between; empty for all'
//
COMMENT ON COLUMN count_session.tolerance_mille IS 'thousandths of the book quantity'
//
COMMENT ON COLUMN count_session.tolerance_quantity IS 'in thousandths of the base unit'
//
COMMENT ON COLUMN count_session.last_record IS 'the newest entry that counted something of it; 0 for none'
//
COMMENT ON COLUMN count_session.has_document IS 'the entry that finished it posted an adjustment'
//
CREATE INDEX ix_count_session_depot_code_site_id_seq ON count_session (depot_code, site_id, seq)
//
CREATE TABLE distribution_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    short_quantity BIGINT NOT NULL,
    CONSTRAINT pk_distribution_line PRIMARY KEY (site_id, seq, item_code),
    CONSTRAINT fk_distribution_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES distribution (site_id, seq),
    CONSTRAINT ck_distribution_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT ck_distribution_line_short_in_range CHECK (short_quantity BETWEEN 0 AND quantity),
    CONSTRAINT fk_distribution_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE TABLE document (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor TEXT NOT NULL,
    counterparty TEXT NOT NULL,
    paper_number TEXT NOT NULL,
    incident TEXT NOT NULL,
    note TEXT NOT NULL,
    receiver TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    peer_depot TEXT,
    due_on DATE,
    paper_date DATE,
    order_seq BIGINT,
    is_emergency BOOLEAN NOT NULL,
    prepared_by TEXT,
    reverses_seq BIGINT,
    line_count BIGINT NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_document_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_document_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_document_peer_depot FOREIGN KEY(peer_depot) REFERENCES depot (code),
    CONSTRAINT fk_document_site_id_reverses_seq FOREIGN KEY(site_id, reverses_seq) REFERENCES document (site_id, seq),
    CONSTRAINT uq_document_site_id_reverses_seq UNIQUE (site_id, reverses_seq),
    CONSTRAINT ck_document_kind_known CHECK (kind IN ('receipt', 'inspection', 'issue', 'move', 'return', 'dispatch', 'acceptance', 'loan', 'send_back', 'rotation', 'service', 'take_over', 'adjustment', 'write_off', 'reversal')),
    CONSTRAINT ck_document_reversal_names_document CHECK ((kind = 'reversal') = (reverses_seq IS NOT NULL)),
    CONSTRAINT ck_document_has_lines CHECK (line_count >= 1),
    CONSTRAINT ck_document_peer_is_another CHECK (peer_depot <> depot_code),
    CONSTRAINT uq_document_number UNIQUE (number)
)
//
COMMENT ON COLUMN document.counterparty IS 'supplier, donor, receiver; as on the paper'
//
COMMENT ON COLUMN document.paper_number IS 'number of the paper or order behind it'
//
COMMENT ON COLUMN document.receiver IS 'the person who takes or brings the goods'
//
COMMENT ON COLUMN document.vehicle IS 'plate and driver'
//
COMMENT ON COLUMN document.peer_depot IS 'the other depot of a transfer'
//
COMMENT ON COLUMN document.due_on IS 'when the goods are to be back, or to arrive'
//
COMMENT ON COLUMN document.paper_date IS 'the day on the paper, which came late: its period is closed'
//
COMMENT ON COLUMN document.order_seq IS 'the entry of the order that it carries out'
//
COMMENT ON COLUMN document.is_emergency IS 'posted before its papers; see debt'
//
COMMENT ON COLUMN document.prepared_by IS 'who drew up what the actor approved'
//
CREATE INDEX ix_document_depot_code_site_id_seq ON document (depot_code, site_id, seq)
//
CREATE INDEX ix_document_incident_site_id_seq ON document (incident, site_id, seq) WHERE incident <> ''
//
CREATE INDEX ix_document_kind_site_id_seq ON document (kind, site_id, seq)
//
CREATE INDEX ix_document_order_seq ON document (order_seq) WHERE order_seq IS NOT NULL
//
CREATE INDEX ix_document_peer_depot_site_id_seq ON document (peer_depot, site_id, seq)
//
CREATE TABLE fund_balance (
    site_id TEXT NOT NULL,
    account TEXT NOT NULL,
    bucket TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT pk_fund_balance PRIMARY KEY (site_id, account),
    CONSTRAINT fk_fund_balance_site_id_account_bucket FOREIGN KEY(site_id, account, bucket) REFERENCES fund_account (site_id, account, bucket),
    CONSTRAINT ck_fund_balance_bucket_known CHECK (bucket IN ('source', 'available', 'planned', 'tendering', 'awarded', 'contracted', 'advanced', 'accepted', 'paid', 'saved', 'allotted', 'spent', 'returned')),
    CONSTRAINT ck_fund_balance_not_below_zero CHECK (bucket = 'source' OR amount_fen >= 0)
)
//
CREATE TABLE fund_movement (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    business_date DATE NOT NULL,
    CONSTRAINT pk_fund_movement PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_fund_movement_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_fund_movement_site_id_from_account FOREIGN KEY(site_id, from_account) REFERENCES fund_account (site_id, account),
    CONSTRAINT fk_fund_movement_site_id_to_account FOREIGN KEY(site_id, to_account) REFERENCES fund_account (site_id, account),
    CONSTRAINT ck_fund_movement_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_fund_movement_goes_somewhere CHECK (from_account <> to_account),
    CONSTRAINT ck_fund_movement_line_from_one CHECK (line >= 1)
)
//
CREATE INDEX ix_fund_movement_site_id_from_account ON fund_movement (site_id, from_account)
//
CREATE INDEX ix_fund_movement_site_id_to_account ON fund_movement (site_id, to_account)
//
CREATE TABLE item_classification (
    item_code TEXT NOT NULL,
    scheme TEXT NOT NULL,
    valid_from DATE NOT NULL,
    node TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_item_classification PRIMARY KEY (item_code, scheme, valid_from),
    CONSTRAINT fk_item_classification_scheme_node FOREIGN KEY(scheme, node) REFERENCES node (scheme, code),
    CONSTRAINT fk_item_classification_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE INDEX ix_item_classification_scheme_node ON item_classification (scheme, node)
//
CREATE TABLE item_total (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    bucket TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT pk_item_total PRIMARY KEY (site_id, depot_code, item_code, bucket),
    CONSTRAINT ck_item_total_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_item_total_not_below_zero CHECK (quantity >= 0 AND amount_fen >= 0),
    CONSTRAINT fk_item_total_depot_code FOREIGN KEY(depot_code) REFERENCES depot (code),
    CONSTRAINT fk_item_total_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE TABLE lot_funding (
    site_id TEXT NOT NULL,
    tender_lot_id UUID NOT NULL,
    appropriation_id UUID NOT NULL,
    amount_fen BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_lot_funding PRIMARY KEY (site_id, tender_lot_id, appropriation_id),
    CONSTRAINT fk_lot_funding_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT fk_lot_funding_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_lot_funding_amount_positive CHECK (amount_fen > 0)
)
//
CREATE TABLE number_series (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    prefix TEXT NOT NULL,
    year BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_number_series PRIMARY KEY (site_id, depot_code, prefix, year),
    CONSTRAINT ck_number_series_from_one CHECK (last_number >= 1),
    CONSTRAINT fk_number_series_depot_code FOREIGN KEY(depot_code) REFERENCES depot (code)
)
//
CREATE TABLE period_closing (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    closed_through DATE NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_period_closing PRIMARY KEY (site_id, depot_code, closed_through),
    CONSTRAINT fk_period_closing_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_period_closing_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code)
)
//
CREATE TABLE person_role (
    login TEXT NOT NULL,
    role TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_person_role PRIMARY KEY (login, role, depot_code),
    CONSTRAINT ck_person_role_role_known CHECK (role IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT fk_person_role_login FOREIGN KEY(login) REFERENCES person (login)
)
//
COMMENT ON COLUMN person_role.depot_code IS 'empty: for every depot'
//
COMMENT ON COLUMN person_role.reason IS 'why it is held though another role forbids it; else empty'
//
CREATE TABLE place (
    depot_code TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    bucket TEXT NOT NULL,
    within TEXT,
    label_code TEXT,
    is_active BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (depot_code, code),
    CONSTRAINT ck_place_kind_known CHECK (kind IN ('storage', 'unit', 'inspecting', 'out_of_service', 'held', 'supplier', 'donor', 'superior', 'peer', 'count_difference', 'issued', 'used', 'on_loan', 'in_transit', 'handed_over', 'sent_back', 'owner', 'rotated', 'lost')),
    CONSTRAINT ck_place_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_place_bucket_of_kind CHECK (bucket = CASE kind WHEN 'storage' THEN 'on_hand' WHEN 'unit' THEN 'on_hand' WHEN 'inspecting' THEN 'inspecting' WHEN 'out_of_service' THEN 'out_of_service' WHEN 'held' THEN 'held' WHEN 'supplier' THEN 'outside' WHEN 'donor' THEN 'outside' WHEN 'superior' THEN 'outside' WHEN 'peer' THEN 'outside' WHEN 'count_difference' THEN 'outside' WHEN 'issued' THEN 'issued' WHEN 'used' THEN 'gone' WHEN 'on_loan' THEN 'on_loan' WHEN 'in_transit' THEN 'in_transit' WHEN 'handed_over' THEN 'gone' WHEN 'sent_back' THEN 'gone' WHEN 'owner' THEN 'gone' WHEN 'rotated' THEN 'gone' WHEN 'lost' THEN 'gone' END),
    CONSTRAINT ck_place_part_is_within CHECK ((within IS NOT NULL) = (kind IN ('unit', 'inspecting', 'out_of_service', 'held'))),
    CONSTRAINT fk_place_depot_code_within FOREIGN KEY(depot_code, within) REFERENCES place (depot_code, code),
    CONSTRAINT uq_place_depot_code_code_bucket UNIQUE (depot_code, code, bucket),
    CONSTRAINT fk_place_depot_code FOREIGN KEY(depot_code) REFERENCES depot (code),
    CONSTRAINT uq_place_label_code UNIQUE (label_code)
)
//
COMMENT ON COLUMN place.within IS 'the storage location that this is a part of'
//
CREATE INDEX ix_place_depot_code_within ON place (depot_code, within)
//
CREATE TABLE proposal_decision (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    of_seq BIGINT NOT NULL,
    step BIGINT NOT NULL,
    role TEXT NOT NULL,
    verdict TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_proposal_decision PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_proposal_decision_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES proposal (site_id, seq),
    CONSTRAINT ck_proposal_decision_role_known CHECK (role IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_proposal_decision_verdict_known CHECK (verdict IN ('approve', 'return')),
    CONSTRAINT ck_proposal_decision_step_from_one CHECK (step >= 1),
    CONSTRAINT uq_proposal_decision_site_id_of_seq_step UNIQUE (site_id, of_seq, step),
    CONSTRAINT uq_proposal_decision_site_id_of_seq_decided_by UNIQUE (site_id, of_seq, decided_by)
)
//
CREATE TABLE relief_order_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    request_line BIGINT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id UUID NOT NULL,
    quantity BIGINT NOT NULL,
    CONSTRAINT pk_relief_order_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_relief_order_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES relief_order (site_id, seq),
    CONSTRAINT fk_relief_order_line_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_relief_order_line_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT ck_relief_order_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000)
)
//
CREATE TABLE tender_round (
    site_id TEXT NOT NULL,
    tender_lot_id UUID NOT NULL,
    number BIGINT NOT NULL,
    announced_on DATE NOT NULL,
    ended_on DATE,
    result TEXT,
    reason TEXT NOT NULL,
    approval TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_tender_round PRIMARY KEY (site_id, tender_lot_id, number),
    CONSTRAINT fk_tender_round_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT ck_tender_round_result_known CHECK (result IN ('awarded', 'failed')),
    CONSTRAINT ck_tender_round_ended_with_result CHECK ((ended_on IS NULL) = (result IS NULL))
)
//
COMMENT ON COLUMN tender_round.approval IS 'paper that approved another method than open tender; else empty'
//
CREATE TABLE upkeep (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id UUID NOT NULL,
    kind TEXT NOT NULL,
    result TEXT NOT NULL,
    done_on DATE NOT NULL,
    done_by TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    hours BIGINT,
    consumed TEXT NOT NULL,
    faults TEXT NOT NULL,
    parts TEXT NOT NULL,
    certificate TEXT NOT NULL,
    cost_fen BIGINT,
    next_on DATE,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_upkeep PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_upkeep_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_upkeep_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_upkeep_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT uq_upkeep_number_line UNIQUE (number, line),
    CONSTRAINT ck_upkeep_kind_known CHECK (kind IN ('maintenance', 'test_run', 'calibration', 'filling', 'pressure_test', 'inspection')),
    CONSTRAINT ck_upkeep_result_known CHECK (result IN ('usable', 'limited', 'stopped')),
    CONSTRAINT ck_upkeep_line_from_one CHECK (line >= 1),
    CONSTRAINT ck_upkeep_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT ck_upkeep_hours_range CHECK (hours >= 0 AND hours <= 1000000000000),
    CONSTRAINT ck_upkeep_cost_range CHECK (cost_fen >= 0 AND cost_fen <= 100000000000000)
)
//
COMMENT ON COLUMN upkeep.done_by IS 'the technician or the institute, as on the paper'
//
COMMENT ON COLUMN upkeep.quantity IS 'in thousandths of the item''s base unit'
//
COMMENT ON COLUMN upkeep.hours IS 'running hours that the meter shows, in thousandths'
//
COMMENT ON COLUMN upkeep.consumed IS 'fuel, water, electricity'
//
COMMENT ON COLUMN upkeep.parts IS 'what was replaced'
//
COMMENT ON COLUMN upkeep.next_on IS 'when the same is due again, as the paper says'
//
CREATE INDEX ix_upkeep_lot_id_seq_line ON upkeep (lot_id, seq, line)
//
CREATE TABLE appraisal (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    ground TEXT NOT NULL,
    institute TEXT NOT NULL,
    experts TEXT NOT NULL,
    opinion TEXT NOT NULL,
    appraised_on DATE,
    CONSTRAINT pk_appraisal PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_appraisal_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_appraisal_ground_known CHECK (ground IN ('obsolete', 'beyond_repair', 'loss', 'over_age', 'force_majeure'))
)
//
COMMENT ON COLUMN appraisal.seq IS 'the entry of the write-off'
//
COMMENT ON COLUMN appraisal.institute IS 'the professional institute; empty where experts appraised'
//
COMMENT ON COLUMN appraisal.experts IS 'their names, one a line'
//
CREATE TABLE award_passed (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    tender_lot_id UUID NOT NULL,
    round BIGINT NOT NULL,
    from_supplier TEXT NOT NULL,
    from_fen BIGINT NOT NULL,
    to_supplier TEXT NOT NULL,
    to_fen BIGINT NOT NULL,
    passed_on DATE NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_award_passed PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_award_passed_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT ck_award_passed_award_positive CHECK (from_fen > 0 AND to_fen > 0)
)
//
CREATE INDEX ix_award_passed_site_id_tender_lot_id_round ON award_passed (site_id, tender_lot_id, round)
//
CREATE TABLE balance (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id UUID NOT NULL,
    place_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    bucket TEXT NOT NULL,
    is_single BOOLEAN NOT NULL,
    expires_on DATE,
    quantity BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    latest_date DATE NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT pk_balance PRIMARY KEY (site_id, depot_code, lot_id, place_code),
    CONSTRAINT fk_balance_depot_code_place_code_bucket FOREIGN KEY(depot_code, place_code, bucket) REFERENCES place (depot_code, code, bucket),
    CONSTRAINT fk_balance_site_id_lot_id_item_code_is_single FOREIGN KEY(site_id, lot_id, item_code, is_single) REFERENCES lot (site_id, lot_id, item_code, is_single),
    CONSTRAINT ck_balance_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_balance_not_below_zero CHECK (bucket = 'outside' OR (quantity >= 0 AND amount_fen >= 0 AND (quantity > 0 OR amount_fen = 0))),
    CONSTRAINT ck_balance_single_is_one CHECK (NOT is_single OR quantity BETWEEN -1000 AND 1000)
)
//
COMMENT ON COLUMN balance.expires_on IS 'the lot''s; here for the index of what expires first'
//
COMMENT ON COLUMN balance.latest_date IS 'latest business date moved; an earlier one asks for a check'
//
COMMENT ON COLUMN balance.seq IS 'with line: the newest movement seen'
//
CREATE INDEX ix_balance_aside ON balance (bucket, item_code, depot_code, place_code, lot_id) WHERE bucket IN ('inspecting', 'out_of_service', 'held')
//
CREATE INDEX ix_balance_expiring ON balance (expires_on, lot_id, depot_code, place_code) WHERE bucket = 'on_hand' AND quantity > 0
//
CREATE INDEX ix_balance_first_to_expire ON balance (item_code, depot_code, expires_on, lot_id) WHERE bucket = 'on_hand' AND quantity > 0
//
CREATE INDEX ix_balance_lot_id ON balance (lot_id)
//
CREATE INDEX ix_balance_on_hand ON balance (item_code, depot_code, place_code, lot_id) WHERE bucket = 'on_hand' AND quantity > 0
//
CREATE TABLE bid (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    tender_lot_id UUID NOT NULL,
    round BIGINT NOT NULL,
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    price_fen BIGINT NOT NULL,
    rank BIGINT,
    rejected TEXT NOT NULL,
    CONSTRAINT pk_bid PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_bid_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT ck_bid_price_positive CHECK (price_fen > 0),
    CONSTRAINT ck_bid_rank_from_one CHECK (rank > 0),
    CONSTRAINT ck_bid_valid_is_ranked CHECK ((rank IS NULL) = (rejected <> '')),
    CONSTRAINT uq_bid_site_id_seq_rank UNIQUE (site_id, seq, rank)
)
//
COMMENT ON COLUMN bid.supplier_code IS '统一社会信用代码, checked; empty is unknown'
//
COMMENT ON COLUMN bid.rank IS 'among the valid bids, 1 the best; NULL is rejected'
//
COMMENT ON COLUMN bid.rejected IS 'why it is invalid; empty where it is valid'
//
CREATE INDEX ix_bid_site_id_tender_lot_id_round ON bid (site_id, tender_lot_id, round)
//
CREATE TABLE bond (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    tender_lot_id UUID NOT NULL,
    round BIGINT,
    contract_id UUID,
    kind TEXT NOT NULL,
    supplier TEXT NOT NULL,
    form TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    paper_number TEXT NOT NULL,
    received_on DATE NOT NULL,
    settled_on DATE,
    outcome TEXT,
    settled_paper TEXT NOT NULL,
    settled_reason TEXT NOT NULL,
    settled_seq BIGINT,
    CONSTRAINT pk_bond PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_bond_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT fk_bond_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT fk_bond_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_bond_kind_known CHECK (kind IN ('bid', 'performance')),
    CONSTRAINT ck_bond_form_known CHECK (form IN ('transfer', 'cheque', 'draft', 'guarantee', 'insurance')),
    CONSTRAINT ck_bond_outcome_known CHECK (outcome IN ('returned', 'forfeited')),
    CONSTRAINT ck_bond_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT ck_bond_bid_has_round CHECK ((kind = 'bid') = (round IS NOT NULL)),
    CONSTRAINT ck_bond_performance_has_contract CHECK ((kind = 'performance') = (contract_id IS NOT NULL)),
    CONSTRAINT ck_bond_settled_with_outcome CHECK ((settled_on IS NULL) = (outcome IS NULL) AND (settled_on IS NULL) = (settled_seq IS NULL)),
    CONSTRAINT ck_bond_settled_after_received CHECK (settled_on >= received_on)
)
//
COMMENT ON COLUMN bond.seq IS 'the entry that received it'
//
COMMENT ON COLUMN bond.round IS 'of a bid bond'
//
COMMENT ON COLUMN bond.contract_id IS 'of a performance bond'
//
COMMENT ON COLUMN bond.paper_number IS 'of the voucher, the cheque or the guarantee'
//
COMMENT ON COLUMN bond.settled_on IS 'NULL: it is still held'
//
COMMENT ON COLUMN bond.settled_paper IS 'of the paper by which it was returned or forfeited'
//
CREATE INDEX ix_bond_site_id_tender_lot_id ON bond (site_id, tender_lot_id)
//
CREATE TABLE call_off_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    CONSTRAINT pk_call_off_line PRIMARY KEY (site_id, seq, item_code),
    CONSTRAINT fk_call_off_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES call_off (site_id, seq),
    CONSTRAINT ck_call_off_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT fk_call_off_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
CREATE TABLE component (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    name TEXT NOT NULL,
    lot_id UUID NOT NULL,
    expires_on DATE NOT NULL,
    CONSTRAINT pk_component PRIMARY KEY (site_id, seq, line, name),
    CONSTRAINT fk_component_site_id_seq_line FOREIGN KEY(site_id, seq, line) REFERENCES upkeep (site_id, seq, line),
    CONSTRAINT fk_component_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id)
)
//
CREATE INDEX ix_component_lot_id_name_seq ON component (lot_id, name, seq)
//
CREATE TABLE contract_acceptance (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    contract_id UUID NOT NULL,
    number TEXT NOT NULL,
    delivered_on DATE NOT NULL,
    accepted_on DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    late_days BIGINT NOT NULL,
    penalty_fen BIGINT NOT NULL,
    of_seq BIGINT,
    reason TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    prepared_by TEXT,
    exception TEXT NOT NULL,
    CONSTRAINT pk_contract_acceptance PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_contract_acceptance_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT fk_contract_acceptance_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES contract_acceptance (site_id, seq),
    CONSTRAINT uq_contract_acceptance_site_id_of_seq UNIQUE (site_id, of_seq),
    CONSTRAINT ck_contract_acceptance_amount_by_kind CHECK (amount_fen <> 0 AND (amount_fen > 0) = (of_seq IS NULL)),
    CONSTRAINT ck_contract_acceptance_penalty_within CHECK (late_days >= 0 AND (penalty_fen BETWEEN 0 AND amount_fen OR penalty_fen BETWEEN amount_fen AND 0))
)
//
COMMENT ON COLUMN contract_acceptance.number IS 'of the certificate'
//
COMMENT ON COLUMN contract_acceptance.penalty_fen IS 'by the contract''s terms; told, not deducted here'
//
COMMENT ON COLUMN contract_acceptance.of_seq IS 'the certificate that this one takes back whole, by its mirror'
//
COMMENT ON COLUMN contract_acceptance.reason IS 'why it is taken back; empty on a certificate'
//
COMMENT ON COLUMN contract_acceptance.accepted_by IS 'who posted it'
//
COMMENT ON COLUMN contract_acceptance.prepared_by IS 'who drew up what the other approved'
//
COMMENT ON COLUMN contract_acceptance.exception IS 'why nobody but those of the contract accepted; else empty'
//
CREATE INDEX ix_contract_acceptance_site_id_contract_id ON contract_acceptance (site_id, contract_id)
//
CREATE TABLE contract_change (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    contract_id UUID NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    signed_on DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_contract_change PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_contract_change_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_contract_change_kind_known CHECK (kind IN ('supplement', 'reduction', 'other')),
    CONSTRAINT ck_contract_change_changes_something CHECK (amount_fen <> 0)
)
//
COMMENT ON COLUMN contract_change.amount_fen IS 'more, or less than before'
//
CREATE TABLE contract_line (
    site_id TEXT NOT NULL,
    contract_id UUID NOT NULL,
    line BIGINT NOT NULL,
    item_code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    price_fen BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    accepted_quantity BIGINT NOT NULL,
    accepted_fen BIGINT NOT NULL,
    invoiced_quantity BIGINT NOT NULL,
    invoiced_fen BIGINT NOT NULL,
    CONSTRAINT pk_contract_line PRIMARY KEY (site_id, contract_id, line),
    CONSTRAINT fk_contract_line_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_contract_line_not_below_zero CHECK (quantity >= 0 AND price_fen > 0 AND amount_fen >= 0),
    CONSTRAINT ck_contract_line_accepted_within CHECK (accepted_quantity BETWEEN 0 AND quantity),
    CONSTRAINT ck_contract_line_accepted_fen_within CHECK (accepted_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_line_invoiced_within CHECK (invoiced_quantity BETWEEN 0 AND quantity),
    CONSTRAINT ck_contract_line_invoiced_fen_within CHECK (invoiced_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT fk_contract_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
COMMENT ON COLUMN contract_line.price_fen IS 'for one unit'
//
CREATE INDEX ix_contract_line_item_code ON contract_line (item_code)
//
CREATE TABLE count_key (
    site_id TEXT NOT NULL,
    of_seq BIGINT NOT NULL,
    lot_id UUID NOT NULL,
    place_code TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    is_expected BOOLEAN NOT NULL,
    book_quantity BIGINT NOT NULL,
    first_seq BIGINT,
    first_line BIGINT,
    second_seq BIGINT,
    second_line BIGINT,
    is_left_out BOOLEAN NOT NULL,
    end_quantity BIGINT,
    reason TEXT NOT NULL,
    CONSTRAINT pk_count_key PRIMARY KEY (site_id, of_seq, lot_id, place_code),
    CONSTRAINT fk_count_key_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES count_session (site_id, seq),
    CONSTRAINT fk_count_key_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT fk_count_key_depot_code_place_code FOREIGN KEY(depot_code, place_code) REFERENCES place (depot_code, code),
    CONSTRAINT ck_count_key_book_not_negative CHECK (book_quantity >= 0),
    CONSTRAINT ck_count_key_first_is_a_record CHECK ((first_seq IS NULL) = (first_line IS NULL)),
    CONSTRAINT ck_count_key_second_is_a_record CHECK ((second_seq IS NULL) = (second_line IS NULL)),
    CONSTRAINT ck_count_key_second_after_first CHECK (second_seq IS NULL OR first_seq IS NOT NULL),
    CONSTRAINT fk_count_key_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
//
COMMENT ON COLUMN count_key.of_seq IS 'the entry that started the count'
//
COMMENT ON COLUMN count_key.book_quantity IS 'when the count was started'
//
COMMENT ON COLUMN count_key.first_seq IS 'with first_line: the record of the first count that holds'
//
COMMENT ON COLUMN count_key.end_quantity IS 'when the count was finished, before its adjustment'
//
COMMENT ON COLUMN count_key.reason IS 'of the difference, or why it was left out'
//
CREATE INDEX ix_count_key_lot_id_place_code ON count_key (lot_id, place_code)
//
CREATE TABLE count_unknown (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    of_seq BIGINT NOT NULL,
    code TEXT NOT NULL,
    place_code TEXT NOT NULL,
    counted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    counter TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_count_unknown PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_count_unknown_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES count_session (site_id, seq),
    CONSTRAINT ck_count_unknown_code_not_empty CHECK (code <> '')
)
//
COMMENT ON COLUMN count_unknown.place_code IS 'where it was found; empty where no location was scanned'
//
CREATE INDEX ix_count_unknown_site_id_of_seq ON count_unknown (site_id, of_seq)
//
CREATE TABLE debt (
    site_id TEXT NOT NULL,
    of_seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    settled_seq BIGINT,
    settled_by TEXT,
    settled_at TIMESTAMP WITH TIME ZONE,
    answer TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_debt PRIMARY KEY (site_id, of_seq, kind),
    CONSTRAINT fk_debt_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_debt_kind_known CHECK (kind IN ('receiver', 'signature', 'order', 'vehicle', 'second_person')),
    CONSTRAINT ck_debt_settled_by_somebody CHECK ((settled_seq IS NULL) = (settled_by IS NULL))
)
//
COMMENT ON COLUMN debt.of_seq IS 'the entry of the document'
//
COMMENT ON COLUMN debt.owner IS 'who has to settle it'
//
COMMENT ON COLUMN debt.answer IS 'what was supplied later, as on the paper'
//
CREATE INDEX ix_debt_open ON debt (due_at, site_id, of_seq) WHERE settled_seq IS NULL
//
CREATE TABLE disposal (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    of_seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    way TEXT NOT NULL,
    handled_on DATE NOT NULL,
    receiver TEXT NOT NULL,
    witnesses TEXT NOT NULL,
    income_fen BIGINT NOT NULL,
    income_paper TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_disposal PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_disposal_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disposal_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_disposal_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT uq_disposal_number UNIQUE (number),
    CONSTRAINT uq_disposal_site_id_of_seq UNIQUE (site_id, of_seq),
    CONSTRAINT ck_disposal_way_known CHECK (way IN ('auction', 'destruction', 'owner')),
    CONSTRAINT ck_disposal_income_range CHECK (income_fen >= 0 AND income_fen <= 100000000000000),
    CONSTRAINT ck_disposal_income_has_paper CHECK ((income_fen > 0) = (income_paper <> ''))
)
//
COMMENT ON COLUMN disposal.of_seq IS 'the entry of the write-off'
//
COMMENT ON COLUMN disposal.receiver IS 'the buyer, who destroyed it, or the owner'
//
COMMENT ON COLUMN disposal.witnesses IS 'their names, one a line'
//
COMMENT ON COLUMN disposal.income_paper IS 'the voucher by which it went to the treasury as non-tax revenue'
//
CREATE TABLE distribution_issue (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    issue_seq BIGINT NOT NULL,
    CONSTRAINT pk_distribution_issue PRIMARY KEY (site_id, seq, issue_seq),
    CONSTRAINT fk_distribution_issue_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES distribution (site_id, seq),
    CONSTRAINT fk_distribution_issue_site_id_issue_seq FOREIGN KEY(site_id, issue_seq) REFERENCES document (site_id, seq),
    CONSTRAINT uq_distribution_issue_site_id_issue_seq UNIQUE (site_id, issue_seq)
)
//
CREATE TABLE donation (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    donor TEXT NOT NULL,
    is_anonymous BOOLEAN NOT NULL,
    is_directed BOOLEAN NOT NULL,
    purpose TEXT NOT NULL,
    beneficiary TEXT NOT NULL,
    basis TEXT NOT NULL,
    quality_proof TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    remaining_life TEXT NOT NULL,
    CONSTRAINT pk_donation PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_donation_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_donation_basis_known CHECK (basis IN ('invoice', 'agreement', 'market', 'appraisal')),
    CONSTRAINT ck_donation_anonymous_is_unnamed CHECK (NOT is_anonymous OR donor = ''),
    CONSTRAINT ck_donation_directed_has_purpose CHECK (NOT is_directed OR purpose <> '')
)
//
COMMENT ON COLUMN donation.beneficiary IS 'the place or the people that it is for'
//
COMMENT ON COLUMN donation.receipt_number IS 'of the donation receipt (捐赠票据)'
//
COMMENT ON COLUMN donation.remaining_life IS 'as the donor states it'
//
CREATE TABLE emergency_order (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    ordered_by TEXT NOT NULL,
    phone TEXT NOT NULL,
    basis TEXT NOT NULL,
    CONSTRAINT pk_emergency_order PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_emergency_order_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq)
)
//
COMMENT ON COLUMN emergency_order.basis IS 'by telephone, by message, in person'
//
CREATE TABLE emergency_purchase (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    tender_lot_id UUID NOT NULL,
    round BIGINT NOT NULL,
    paper_number TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_on DATE NOT NULL,
    asked_on DATE NOT NULL,
    decided_on DATE NOT NULL,
    grounds TEXT NOT NULL,
    incident TEXT NOT NULL,
    reason TEXT NOT NULL,
    exception TEXT NOT NULL,
    CONSTRAINT pk_emergency_purchase PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_emergency_purchase_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number)
)
//
COMMENT ON COLUMN emergency_purchase.round IS 'the asking of suppliers is the round of such a lot'
//
COMMENT ON COLUMN emergency_purchase.paper_number IS 'of the paper that approved it'
//
COMMENT ON COLUMN emergency_purchase.incident IS 'number of the incident; empty where none is recorded'
//
COMMENT ON COLUMN emergency_purchase.reason IS 'why this supplier and this price'
//
COMMENT ON COLUMN emergency_purchase.exception IS 'why who bought also approved; empty where another did'
//
CREATE UNIQUE INDEX ix_emergency_purchase_site_id_tender_lot_id_round ON emergency_purchase (site_id, tender_lot_id, round)
//
CREATE TABLE handling_unit (
    depot_code TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_on DATE NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_handling_unit PRIMARY KEY (depot_code, code),
    CONSTRAINT fk_handling_unit_depot_code_code FOREIGN KEY(depot_code, code) REFERENCES place (depot_code, code),
    CONSTRAINT ck_handling_unit_kind_known CHECK (kind IN ('carton', 'pallet'))
)
//
CREATE TABLE inspection (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    of_seq BIGINT NOT NULL,
    method TEXT NOT NULL,
    indicators TEXT NOT NULL,
    sample_number TEXT NOT NULL,
    problems TEXT NOT NULL,
    correction TEXT NOT NULL,
    group_opinion TEXT NOT NULL,
    buyer_opinion TEXT NOT NULL,
    supplier_confirmation TEXT NOT NULL,
    CONSTRAINT pk_inspection PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_inspection_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_inspection_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq)
)
//
COMMENT ON COLUMN inspection.of_seq IS 'the receipt'
//
CREATE INDEX ix_inspection_of_seq ON inspection (of_seq)
//
CREATE TABLE invoice (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    contract_id UUID NOT NULL,
    number TEXT NOT NULL,
    occurrence BIGINT NOT NULL,
    dated DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    of_seq BIGINT,
    is_correction BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_invoice PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_invoice_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT fk_invoice_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES invoice (site_id, seq),
    CONSTRAINT uq_invoice_number_occurrence UNIQUE (number, occurrence),
    CONSTRAINT ck_invoice_amount_by_kind CHECK (amount_fen <> 0 AND (amount_fen > 0) = (of_seq IS NULL)),
    CONSTRAINT ck_invoice_corrects_something CHECK (of_seq IS NOT NULL OR NOT is_correction),
    CONSTRAINT ck_invoice_occurrence_from_one CHECK (occurrence >= 1)
)
//
COMMENT ON COLUMN invoice.occurrence IS '1; more where what was recorded under the number was a mistake'
//
COMMENT ON COLUMN invoice.amount_fen IS 'below zero: taken back'
//
COMMENT ON COLUMN invoice.of_seq IS 'the invoice that this one takes back, or a part of it'
//
COMMENT ON COLUMN invoice.is_correction IS 'no invoice at all: what it takes back was recorded by mistake'
//
CREATE INDEX ix_invoice_site_id_contract_id ON invoice (site_id, contract_id)
//
CREATE INDEX ix_invoice_site_id_of_seq ON invoice (site_id, of_seq)
//
CREATE TABLE milestone (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    tender_lot_id UUID NOT NULL,
    round BIGINT,
    contract_id UUID,
    matter TEXT NOT NULL,
    event TEXT NOT NULL,
    happened_on DATE,
    note TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_milestone_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT fk_milestone_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT fk_milestone_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_milestone_of_one_thing CHECK ((CASE WHEN round IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contract_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN matter = '' THEN 0 ELSE 1 END) <= 1),
    CONSTRAINT ck_milestone_taken_back_with_reason CHECK (happened_on IS NOT NULL OR reason <> ''),
    CONSTRAINT ck_milestone_event_known CHECK (event IN ('intent_published', 'procurement_started', 'single_source_published', 'single_source_notice_ended', 'tender_announced', 'tender_notice_ended', 'prequalification_announced', 'prequalification_closed', 'documents_issued', 'documents_withdrawn', 'documents_clarified', 'bids_closed', 'evaluated', 'report_delivered', 'winner_chosen', 'award_noticed', 'result_announced', 'result_notice_ended', 'losers_bond_returned', 'contract_signed', 'contract_announced', 'contract_filed', 'winners_bond_returned', 'delivered', 'accepted', 'acceptance_period_ended', 'paid', 'year_ended', 'arrears_published', 'question_received', 'question_answered', 'harm_known', 'challenge_raised', 'challenge_received', 'challenge_answered', 'challenge_answer_due', 'complaint_filed', 'complaint_received', 'complaint_decided', 'procurement_suspended', 'procurement_resumed', 'procurement_ended', 'files_destroyed'))
)
//
COMMENT ON COLUMN milestone.round IS 'NULL: not of a round'
//
COMMENT ON COLUMN milestone.contract_id IS 'NULL: not of a contract'
//
COMMENT ON COLUMN milestone.matter IS 'number of the question, challenge or complaint; empty: of none'
//
COMMENT ON COLUMN milestone.happened_on IS 'NULL: it did not happen, what was recorded was wrong'
//
COMMENT ON COLUMN milestone.reason IS 'why the day before was wrong; empty the first time'
//
CREATE INDEX ix_milestone_site_id_tender_lot_id ON milestone (site_id, tender_lot_id)
//
CREATE TABLE money_list_line (
    site_id TEXT NOT NULL,
    list_seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row BIGINT NOT NULL,
    number TEXT NOT NULL,
    dated DATE NOT NULL,
    payee TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    contract_number TEXT NOT NULL,
    text TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL,
    contract_id UUID,
    reason TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_money_list_line PRIMARY KEY (site_id, list_seq, line),
    CONSTRAINT fk_money_list_line_site_id_list_seq FOREIGN KEY(site_id, list_seq) REFERENCES money_list (site_id, seq),
    CONSTRAINT fk_money_list_line_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_money_list_line_kind_known CHECK (kind IN ('payments', 'invoices')),
    CONSTRAINT ck_money_list_line_state_known CHECK (state IN ('open', 'matched', 'dismissed')),
    CONSTRAINT ck_money_list_line_matched_to_contract CHECK ((state = 'matched') = (contract_id IS NOT NULL)),
    CONSTRAINT ck_money_list_line_dismissed_for_reason CHECK ((state = 'dismissed') = (reason <> '')),
    CONSTRAINT uq_money_list_line_fingerprint UNIQUE (fingerprint)
)
//
COMMENT ON COLUMN money_list_line.list_seq IS 'the entry of the list'
//
COMMENT ON COLUMN money_list_line.kind IS 'of the list'
//
COMMENT ON COLUMN money_list_line.number IS 'of the voucher, or of the invoice'
//
COMMENT ON COLUMN money_list_line.amount_fen IS 'below zero: money that came back'
//
COMMENT ON COLUMN money_list_line.contract_number IS 'as the list names it'
//
COMMENT ON COLUMN money_list_line.fingerprint IS 'the same for the same line in whatever file'
//
COMMENT ON COLUMN money_list_line.reason IS 'why it belongs to no contract'
//
COMMENT ON COLUMN money_list_line.seq IS 'the entry that decided it last'
//
CREATE INDEX ix_money_list_line_kind_number ON money_list_line (kind, number)
//
CREATE INDEX ix_money_list_line_open ON money_list_line (site_id, list_seq, line) WHERE state = 'open'
//
CREATE TABLE movement (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    depot_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    lot_id UUID NOT NULL,
    is_single BOOLEAN NOT NULL,
    from_place TEXT NOT NULL,
    to_place TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    business_date DATE NOT NULL,
    reason TEXT NOT NULL,
    of_seq BIGINT,
    of_line BIGINT,
    CONSTRAINT pk_movement PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_movement_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_movement_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_movement_depot_code_from_place FOREIGN KEY(depot_code, from_place) REFERENCES place (depot_code, code),
    CONSTRAINT fk_movement_depot_code_to_place FOREIGN KEY(depot_code, to_place) REFERENCES place (depot_code, code),
    CONSTRAINT fk_movement_site_id_lot_id_item_code_is_single FOREIGN KEY(site_id, lot_id, item_code, is_single) REFERENCES lot (site_id, lot_id, item_code, is_single),
    CONSTRAINT ck_movement_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT ck_movement_amount_range CHECK (amount_fen >= 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_movement_goes_somewhere CHECK (from_place <> to_place),
    CONSTRAINT ck_movement_line_from_one CHECK (line >= 1),
    CONSTRAINT ck_movement_settles_one_line CHECK ((of_seq IS NULL) = (of_line IS NULL))
)
//
COMMENT ON COLUMN movement.quantity IS 'in thousandths of the item''s base unit'
//
COMMENT ON COLUMN movement.reason IS 'why a later or an expired lot was taken, or what the count found'
//
COMMENT ON COLUMN movement.of_seq IS 'with of_line: the earlier line that this one settles'
//
CREATE INDEX ix_movement_item_code_business_date_seq_line ON movement (item_code, business_date, seq, line)
//
CREATE INDEX ix_movement_item_code_depot_code_business_date_seq_line ON movement (item_code, depot_code, business_date, seq, line)
//
CREATE INDEX ix_movement_lot_id_seq_line ON movement (lot_id, seq, line)
//
CREATE INDEX ix_movement_of_seq_of_line ON movement (of_seq, of_line) WHERE of_seq IS NOT NULL
//
CREATE TABLE owner_change (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    lot_id UUID NOT NULL,
    from_owner TEXT,
    to_owner TEXT,
    CONSTRAINT pk_owner_change PRIMARY KEY (site_id, seq, lot_id),
    CONSTRAINT fk_owner_change_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_owner_change_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT fk_owner_change_from_owner FOREIGN KEY(from_owner) REFERENCES organisation (code),
    CONSTRAINT fk_owner_change_to_owner FOREIGN KEY(to_owner) REFERENCES organisation (code)
)
//
CREATE TABLE payment (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    contract_id UUID NOT NULL,
    voucher TEXT NOT NULL,
    occurrence BIGINT NOT NULL,
    paid_on DATE NOT NULL,
    kind TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    note TEXT NOT NULL,
    exception TEXT NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_payment_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT uq_payment_voucher_site_id_contract_id_kind_occurrence UNIQUE (voucher, site_id, contract_id, kind, occurrence),
    CONSTRAINT ck_payment_occurrence_from_one CHECK (occurrence >= 1),
    CONSTRAINT ck_payment_kind_known CHECK (kind IN ('advance', 'accepted', 'retention')),
    CONSTRAINT ck_payment_amount_positive CHECK (amount_fen > 0)
)
//
COMMENT ON COLUMN payment.voucher IS 'number of the treasury''s voucher'
//
COMMENT ON COLUMN payment.occurrence IS '1; more where what was recorded under the voucher was a mistake'
//
COMMENT ON COLUMN payment.exception IS 'why whoever accepted also paid; else empty'
//
CREATE INDEX ix_payment_site_id_contract_id ON payment (site_id, contract_id)
//
CREATE TABLE receipt_detail (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    contract_number TEXT NOT NULL,
    tender_lot TEXT NOT NULL,
    invoice_number TEXT NOT NULL,
    allotment_number TEXT NOT NULL,
    keeps_owner BOOLEAN NOT NULL,
    replaces_seq BIGINT,
    CONSTRAINT pk_receipt_detail PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_receipt_detail_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_receipt_detail_site_id_replaces_seq FOREIGN KEY(site_id, replaces_seq) REFERENCES document (site_id, seq)
)
//
COMMENT ON COLUMN receipt_detail.tender_lot IS 'the lot (包) of the tender, as the contract names it'
//
COMMENT ON COLUMN receipt_detail.allotment_number IS 'the superior''s order'
//
COMMENT ON COLUMN receipt_detail.keeps_owner IS 'the goods stay somebody else''s (代储)'
//
COMMENT ON COLUMN receipt_detail.replaces_seq IS 'the return to the supplier that it makes good'
//
CREATE INDEX ix_receipt_detail_contract_number ON receipt_detail (contract_number)
//
CREATE TABLE rotation (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    way TEXT NOT NULL,
    is_replaced BOOLEAN NOT NULL,
    proceeds_fen BIGINT NOT NULL,
    CONSTRAINT pk_rotation PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_rotation_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_rotation_way_known CHECK (way IN ('use', 'exchange', 'sale', 'donation')),
    CONSTRAINT ck_rotation_proceeds_range CHECK (proceeds_fen >= 0 AND proceeds_fen <= 100000000000000)
)
//
COMMENT ON COLUMN rotation.seq IS 'the entry of the rotation'
//
COMMENT ON COLUMN rotation.is_replaced IS 'whether new goods are to come in for it'
//
COMMENT ON COLUMN rotation.proceeds_fen IS 'what a sale brought'
//
CREATE INDEX ix_rotation_is_replaced_site_id_seq ON rotation (is_replaced, site_id, seq)
//
CREATE TABLE sent_back (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    of_seq BIGINT NOT NULL,
    expects_exchange BOOLEAN NOT NULL,
    CONSTRAINT pk_sent_back PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_sent_back_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_sent_back_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq)
)
//
COMMENT ON COLUMN sent_back.of_seq IS 'the receipt'
//
CREATE INDEX ix_sent_back_of_seq ON sent_back (of_seq)
//
CREATE TABLE transfer (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    terms TEXT NOT NULL,
    CONSTRAINT pk_transfer PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_transfer_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_transfer_terms_known CHECK (terms IN ('passes', 'held', 'lent'))
)
//
COMMENT ON COLUMN transfer.seq IS 'the entry of the dispatch'
//
CREATE TABLE acceptance_member (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_acceptance_member PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_acceptance_member_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES contract_acceptance (site_id, seq),
    CONSTRAINT uq_acceptance_member_site_id_seq_name UNIQUE (site_id, seq, name)
)
//
CREATE TABLE contract_acceptance_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    contract_line BIGINT NOT NULL,
    document_seq BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_contract_acceptance_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_contract_acceptance_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES contract_acceptance (site_id, seq),
    CONSTRAINT fk_contract_acceptance_line_site_id_document_seq FOREIGN KEY(site_id, document_seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_contract_acceptance_line_quantity_by_kind CHECK ((quantity > 0 AND amount_fen >= 0) OR (quantity < 0 AND amount_fen <= 0))
)
//
COMMENT ON COLUMN contract_acceptance_line.document_seq IS 'the receipt or inspection by which the goods became usable'
//
CREATE INDEX ix_contract_acceptance_line_site_id_document_seq ON contract_acceptance_line (site_id, document_seq)
//
CREATE TABLE count_record (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    of_seq BIGINT NOT NULL,
    lot_id UUID NOT NULL,
    place_code TEXT NOT NULL,
    round BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    book_quantity BIGINT NOT NULL,
    at_seq BIGINT NOT NULL,
    counted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    counter TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_count_record PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_count_record_site_id_of_seq_lot_id_place_code FOREIGN KEY(site_id, of_seq, lot_id, place_code) REFERENCES count_key (site_id, of_seq, lot_id, place_code),
    CONSTRAINT ck_count_record_round_known CHECK (round IN (1, 2)),
    CONSTRAINT ck_count_record_counted_range CHECK (counted >= 0 AND counted <= 1000000000000),
    CONSTRAINT ck_count_record_book_not_negative CHECK (book_quantity >= 0),
    CONSTRAINT ck_count_record_at_seq_within CHECK (at_seq >= of_seq AND at_seq < seq)
)
//
COMMENT ON COLUMN count_record.counted IS 'in thousandths of the base unit'
//
COMMENT ON COLUMN count_record.book_quantity IS 'the balance as of at_seq'
//
COMMENT ON COLUMN count_record.at_seq IS 'the newest entry when the goods were counted'
//
CREATE INDEX ix_count_record_site_id_of_seq_lot_id_place_code ON count_record (site_id, of_seq, lot_id, place_code)
//
CREATE TABLE emergency_quote (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    price_fen BIGINT,
    note TEXT NOT NULL,
    is_chosen BOOLEAN NOT NULL,
    CONSTRAINT pk_emergency_quote PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_emergency_quote_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES emergency_purchase (site_id, seq),
    CONSTRAINT ck_emergency_quote_price_positive CHECK (price_fen > 0),
    CONSTRAINT ck_emergency_quote_chosen_has_price CHECK (price_fen IS NOT NULL OR NOT is_chosen)
)
//
COMMENT ON COLUMN emergency_quote.supplier_code IS '统一社会信用代码, checked; empty is unknown'
//
COMMENT ON COLUMN emergency_quote.price_fen IS 'NULL: asked, but did not quote'
//
CREATE TABLE inspection_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    allowed_by TEXT NOT NULL,
    CONSTRAINT pk_inspection_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_inspection_line_site_id_seq_line FOREIGN KEY(site_id, seq, line) REFERENCES movement (site_id, seq, line),
    CONSTRAINT ck_inspection_line_outcome_known CHECK (outcome IN ('accepted', 'conceded', 'rejected')),
    CONSTRAINT ck_inspection_line_concession_is_allowed CHECK ((outcome = 'conceded') = (allowed_by <> ''))
)
//
COMMENT ON COLUMN inspection_line.allowed_by IS 'who allowed a concession'
//
CREATE TABLE inspector (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    CONSTRAINT pk_inspector PRIMARY KEY (site_id, seq, at),
    CONSTRAINT fk_inspector_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES inspection (site_id, seq),
    CONSTRAINT ck_inspector_at_from_one CHECK (at >= 1)
)
//
CREATE TABLE invoice_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    contract_line BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_invoice_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_invoice_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES invoice (site_id, seq),
    CONSTRAINT ck_invoice_line_quantity_by_kind CHECK ((quantity > 0 AND amount_fen >= 0) OR (quantity < 0 AND amount_fen <= 0))
)
//
CREATE TABLE open_line (
    site_id TEXT NOT NULL,
    of_seq BIGINT NOT NULL,
    of_line BIGINT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id UUID NOT NULL,
    item_code TEXT NOT NULL,
    bucket TEXT NOT NULL,
    due_on DATE NOT NULL,
    quantity BIGINT NOT NULL,
    left_quantity BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT pk_open_line PRIMARY KEY (site_id, of_seq, of_line),
    CONSTRAINT fk_open_line_site_id_of_seq_of_line FOREIGN KEY(site_id, of_seq, of_line) REFERENCES movement (site_id, seq, line),
    CONSTRAINT ck_open_line_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_open_line_bucket_is_open CHECK (bucket IN ('issued', 'on_loan', 'in_transit')),
    CONSTRAINT ck_open_line_left_in_range CHECK (left_quantity >= 0 AND left_quantity <= quantity)
)
//
COMMENT ON COLUMN open_line.due_on IS 'its document''s, repeated for the index; 9999-12-31: none agreed'
//
COMMENT ON COLUMN open_line.seq IS 'with line: the newest movement seen'
//
CREATE INDEX ix_open_line_due ON open_line (due_on, site_id, of_seq, of_line) WHERE left_quantity > 0
//
CREATE INDEX ix_open_line_left ON open_line (bucket, depot_code, of_seq, of_line) WHERE left_quantity > 0
//
CREATE INDEX ix_open_line_lot_id_depot_code_of_seq_of_line ON open_line (lot_id, depot_code, of_seq, of_line) WHERE left_quantity > 0
//
CREATE TABLE ordered_line (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    CONSTRAINT pk_ordered_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_ordered_line_site_id_seq_line FOREIGN KEY(site_id, seq, line) REFERENCES movement (site_id, seq, line),
    CONSTRAINT ck_ordered_line_quantity_range CHECK (quantity >= 0 AND quantity <= 1000000000000)
)
//
CREATE TABLE payment_return (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    contract_id UUID NOT NULL,
    payment_seq BIGINT NOT NULL,
    number TEXT NOT NULL,
    returned_on DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    is_correction BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_payment_return PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_payment_return_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT fk_payment_return_site_id_payment_seq FOREIGN KEY(site_id, payment_seq) REFERENCES payment (site_id, seq),
    CONSTRAINT uq_payment_return_site_id_payment_seq_number_is_correction UNIQUE (site_id, payment_seq, number, is_correction),
    CONSTRAINT ck_payment_return_amount_positive CHECK (amount_fen > 0)
)
//
COMMENT ON COLUMN payment_return.payment_seq IS 'the payment that it gives back'
//
COMMENT ON COLUMN payment_return.number IS 'of the voucher of the return; of a correction the payment''s own'
//
COMMENT ON COLUMN payment_return.is_correction IS 'no money came back: the payment was recorded by mistake'
//
CREATE INDEX ix_payment_return_number ON payment_return (number)
//
CREATE INDEX ix_payment_return_site_id_contract_id ON payment_return (site_id, contract_id)
//
CREATE TABLE payment_share (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    appropriation_id UUID NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_payment_share PRIMARY KEY (site_id, seq, appropriation_id),
    CONSTRAINT fk_payment_share_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES payment (site_id, seq),
    CONSTRAINT fk_payment_share_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_payment_share_amount_positive CHECK (amount_fen > 0)
)
//
CREATE INDEX ix_payment_share_site_id_appropriation_id ON payment_share (site_id, appropriation_id)
//
CREATE TABLE unit_move (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    depot_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    from_place TEXT NOT NULL,
    to_place TEXT NOT NULL,
    moved_on DATE NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_unit_move PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_unit_move_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_unit_move_depot_code_unit FOREIGN KEY(depot_code, unit) REFERENCES handling_unit (depot_code, code),
    CONSTRAINT fk_unit_move_depot_code_from_place FOREIGN KEY(depot_code, from_place) REFERENCES place (depot_code, code),
    CONSTRAINT fk_unit_move_depot_code_to_place FOREIGN KEY(depot_code, to_place) REFERENCES place (depot_code, code),
    CONSTRAINT ck_unit_move_goes_somewhere CHECK (from_place <> to_place)
)
//
CREATE INDEX ix_unit_move_depot_code_unit_seq ON unit_move (depot_code, unit, seq)
//
CREATE TABLE payment_return_share (
    site_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    appropriation_id UUID NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT pk_payment_return_share PRIMARY KEY (site_id, seq, appropriation_id),
    CONSTRAINT fk_payment_return_share_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES payment_return (site_id, seq),
    CONSTRAINT fk_payment_return_share_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_payment_return_share_amount_positive CHECK (amount_fen > 0)
)
//
