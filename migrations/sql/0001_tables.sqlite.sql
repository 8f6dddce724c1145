-- The tables of the first release. One statement ends at a line that holds only "//".
CREATE TABLE appropriation (
    site_id TEXT NOT NULL,
    appropriation_id BLOB NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    dated TEXT NOT NULL,
    year INTEGER NOT NULL,
    original_fen INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    function_code TEXT NOT NULL,
    is_direct INTEGER NOT NULL,
    is_withdrawn INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_appropriation PRIMARY KEY (site_id, appropriation_id),
    CONSTRAINT ck_appropriation_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_appropriation_original_range CHECK (original_fen > 0 AND original_fen <= 100000000000000),
    CONSTRAINT ck_appropriation_dated_is_a_day CHECK (dated IS date(dated)),
    CONSTRAINT uq_appropriation_number UNIQUE (number)
)
 STRICT
//
CREATE TABLE approval_route (
    site_id TEXT NOT NULL,
    action_type TEXT NOT NULL,
    steps TEXT NOT NULL,
    free_minutes INTEGER NOT NULL,
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_approval_route PRIMARY KEY (site_id, action_type),
    CONSTRAINT ck_approval_route_minutes_not_negative CHECK (free_minutes >= 0)
)
 STRICT
//
CREATE TABLE attachment (
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB,
    purged_seq INTEGER,
    CONSTRAINT pk_attachment PRIMARY KEY (hash),
    CONSTRAINT ck_attachment_kind_known CHECK (kind IN ('roster')),
    CONSTRAINT ck_attachment_size_positive CHECK (size > 0),
    CONSTRAINT ck_attachment_purged_is_gone CHECK (purged_seq IS NULL OR content IS NULL)
)
 STRICT
//
CREATE TABLE deadline_override (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    subject TEXT NOT NULL,
    rule_code TEXT NOT NULL,
    new_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT pk_deadline_override PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_deadline_override_new_day_is_a_day CHECK (new_day IS date(new_day)),
    CONSTRAINT ck_deadline_override_decided_on_is_a_day CHECK (decided_on IS date(decided_on))
)
 STRICT
//
CREATE INDEX ix_deadline_override_subject ON deadline_override (subject)
//
CREATE TABLE fund_report (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    title TEXT NOT NULL,
    dated TEXT NOT NULL,
    appropriated_fen INTEGER NOT NULL,
    tendered_fen INTEGER NOT NULL,
    in_tender_fen INTEGER NOT NULL,
    CONSTRAINT pk_fund_report PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_fund_report_dated_is_a_day CHECK (dated IS date(dated))
)
 STRICT
//
CREATE TABLE fund_surplus_rule (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    years INTEGER NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_fund_surplus_rule PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_fund_surplus_rule_years_range CHECK (years >= 1 AND years <= 9),
    CONSTRAINT ck_fund_surplus_rule_valid_from_is_a_day CHECK (valid_from IS date(valid_from))
)
 STRICT
//
CREATE INDEX ix_fund_surplus_rule_valid_from ON fund_surplus_rule (valid_from)
//
CREATE TABLE incident (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    disaster TEXT NOT NULL,
    level INTEGER,
    place TEXT NOT NULL,
    started_on TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    closed_seq INTEGER,
    closed_on TEXT,
    CONSTRAINT pk_incident PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_incident_kind_known CHECK (kind IN ('incident', 'drill')),
    CONSTRAINT ck_incident_disaster_known CHECK (disaster IN ('flood', 'drought', 'typhoon', 'earthquake', 'geological', 'forest_fire', 'snow_and_cold', 'wind_and_hail', 'accident', 'other')),
    CONSTRAINT ck_incident_level_range CHECK (level BETWEEN 1 AND 4),
    CONSTRAINT ck_incident_closed_on_a_day CHECK ((closed_seq IS NULL) = (closed_on IS NULL)),
    CONSTRAINT ck_incident_started_on_is_a_day CHECK (started_on IS date(started_on)),
    CONSTRAINT ck_incident_closed_on_is_a_day CHECK (closed_on IS date(closed_on)),
    CONSTRAINT uq_incident_number UNIQUE (number)
)
 STRICT
//
CREATE TABLE item (
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    unit TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    specification TEXT NOT NULL,
    tracking TEXT NOT NULL,
    is_consumable INTEGER NOT NULL,
    storage_life_months INTEGER,
    service_life_months INTEGER,
    use_limit INTEGER,
    use_unit TEXT,
    upkeep_interval_months INTEGER,
    inspection_interval_months INTEGER,
    is_hazardous INTEGER NOT NULL,
    source_note TEXT NOT NULL,
    pinyin_initials TEXT NOT NULL,
    pinyin_full TEXT NOT NULL,
    is_retired INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    seq INTEGER NOT NULL,
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
 STRICT
//
CREATE TABLE journal_entry (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    action_id BLOB NOT NULL,
    action_type TEXT NOT NULL,
    version INTEGER NOT NULL,
    actor TEXT NOT NULL,
    business_date TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    seen TEXT NOT NULL,
    payload_hash BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    payload BLOB,
    CONSTRAINT pk_journal_entry PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_journal_entry_counts_from_one CHECK (epoch >= 1 AND seq >= 1 AND version >= 1),
    CONSTRAINT ck_journal_entry_hash_size CHECK (length(prev_hash) = 32 AND length(hash) = 32 AND length(payload_hash) = 32),
    CONSTRAINT ck_journal_entry_business_date_is_a_day CHECK (business_date IS date(business_date)),
    CONSTRAINT uq_journal_entry_action_id UNIQUE (action_id),
    CONSTRAINT uq_journal_entry_hash UNIQUE (hash)
)
 STRICT
//
CREATE INDEX ix_journal_entry_actor_seq ON journal_entry (actor, seq)
//
CREATE TABLE journal_head (
    site_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_journal_head PRIMARY KEY (site_id)
)
 STRICT
//
CREATE TABLE kit (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    is_retired INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_kit PRIMARY KEY (code)
)
 STRICT
//
CREATE TABLE money_list (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT pk_money_list PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_money_list_kind_known CHECK (kind IN ('payments', 'invoices')),
    CONSTRAINT uq_money_list_fingerprint UNIQUE (fingerprint)
)
 STRICT
//
CREATE TABLE organisation (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT,
    credit_code TEXT,
    pinyin TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (code),
    CONSTRAINT ck_organisation_kind_known CHECK (kind IN ('authority', 'keeper', 'supplier', 'donor', 'user')),
    CONSTRAINT ck_organisation_level_known CHECK (level IN ('central', 'province', 'city', 'county', 'donation')),
    CONSTRAINT uq_organisation_name UNIQUE (name),
    CONSTRAINT uq_organisation_credit_code UNIQUE (credit_code)
)
 STRICT
//
CREATE TABLE paper_content (
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB,
    CONSTRAINT pk_paper_content PRIMARY KEY (hash),
    CONSTRAINT ck_paper_content_hash_is_sha256 CHECK (length(hash) = 64),
    CONSTRAINT ck_paper_content_size_positive CHECK (size > 0)
)
 STRICT
//
CREATE TABLE project (
    site_id TEXT NOT NULL,
    project_id BLOB NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    method TEXT NOT NULL,
    started_on TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_project PRIMARY KEY (site_id, project_id),
    CONSTRAINT ck_project_method_known CHECK (method IN ('open_tender', 'invited_tender', 'competitive_negotiation', 'competitive_consultation', 'inquiry', 'single_source', 'framework', 'emergency')),
    CONSTRAINT ck_project_started_on_is_a_day CHECK (started_on IS date(started_on)),
    CONSTRAINT uq_project_number UNIQUE (number)
)
 STRICT
//
CREATE TABLE proposal_series (
    site_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_proposal_series PRIMARY KEY (site_id, year)
)
 STRICT
//
CREATE TABLE relief_request (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    incident TEXT NOT NULL,
    requester TEXT NOT NULL,
    contact TEXT NOT NULL,
    place TEXT NOT NULL,
    requested_on TEXT NOT NULL,
    needed_by TEXT NOT NULL,
    priority INTEGER NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    cancelled_seq INTEGER,
    cancel_reason TEXT NOT NULL,
    ordered_seq INTEGER,
    CONSTRAINT pk_relief_request PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_relief_request_priority_range CHECK (priority BETWEEN 1 AND 5),
    CONSTRAINT ck_relief_request_requested_on_is_a_day CHECK (requested_on IS date(requested_on)),
    CONSTRAINT ck_relief_request_needed_by_is_a_day CHECK (needed_by IS date(needed_by)),
    CONSTRAINT uq_relief_request_number UNIQUE (number)
)
 STRICT
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
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_relief_series PRIMARY KEY (site_id, prefix, year),
    CONSTRAINT ck_relief_series_from_one CHECK (last_number >= 1)
)
 STRICT
//
CREATE TABLE role_conflict (
    role_a TEXT NOT NULL,
    role_b TEXT NOT NULL,
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_role_conflict PRIMARY KEY (role_a, role_b),
    CONSTRAINT ck_role_conflict_role_a_known CHECK (role_a IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_role_conflict_role_b_known CHECK (role_b IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_role_conflict_each_pair_once CHECK (role_a < role_b)
)
 STRICT
//
CREATE TABLE scheme (
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_scheme PRIMARY KEY (code)
)
 STRICT
//
CREATE TABLE sign_in_policy (
    only_row INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lock_minutes INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_sign_in_policy PRIMARY KEY (only_row),
    CONSTRAINT ck_sign_in_policy_only_row CHECK (only_row = 1),
    CONSTRAINT ck_sign_in_policy_counts_from_one CHECK (attempts > 0 AND lock_minutes > 0)
)
 STRICT
//
CREATE TABLE site (
    site_id TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_site PRIMARY KEY (site_id),
    CONSTRAINT ck_site_level_known CHECK (level IN ('city', 'county'))
)
 STRICT
//
CREATE TABLE store (
    only_row INTEGER NOT NULL,
    store_id BLOB NOT NULL,
    site_id TEXT NOT NULL,
    is_sample INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_store PRIMARY KEY (only_row),
    CONSTRAINT ck_store_only_row CHECK (only_row = 1)
)
 STRICT
//
CREATE TABLE work_day_exception (
    day TEXT NOT NULL,
    is_working INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_work_day_exception PRIMARY KEY (day),
    CONSTRAINT ck_work_day_exception_day_is_a_day CHECK (day IS date(day))
)
 STRICT
//
CREATE TABLE acceptance_policy (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    least INTEGER NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_acceptance_policy PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_acceptance_policy_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_acceptance_policy_least_range CHECK (least BETWEEN 0 AND 99)
)
 STRICT
//
CREATE TABLE agreement (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    hours INTEGER NOT NULL,
    price_formula TEXT NOT NULL,
    legal_base TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    note TEXT NOT NULL,
    verified_on TEXT,
    verified_by TEXT,
    ended_seq INTEGER,
    ended_on TEXT,
    end_reason TEXT NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_agreement_kind_known CHECK (kind IN ('agreement', 'capacity')),
    CONSTRAINT ck_agreement_hours_from_one CHECK (hours >= 1),
    CONSTRAINT ck_agreement_runs_forward CHECK (ends_on >= starts_on),
    CONSTRAINT ck_agreement_ended_on_a_day CHECK ((ended_seq IS NULL) = (ended_on IS NULL)),
    CONSTRAINT ck_agreement_starts_on_is_a_day CHECK (starts_on IS date(starts_on)),
    CONSTRAINT ck_agreement_ends_on_is_a_day CHECK (ends_on IS date(ends_on)),
    CONSTRAINT ck_agreement_verified_on_is_a_day CHECK (verified_on IS date(verified_on)),
    CONSTRAINT ck_agreement_ended_on_is_a_day CHECK (ended_on IS date(ended_on)),
    CONSTRAINT uq_agreement_number UNIQUE (number),
    CONSTRAINT fk_agreement_enterprise FOREIGN KEY(enterprise) REFERENCES organisation (code)
)
 STRICT
//
CREATE TABLE allotment (
    site_id TEXT NOT NULL,
    allotment_id BLOB NOT NULL,
    appropriation_id BLOB NOT NULL,
    receiver TEXT NOT NULL,
    purpose TEXT NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_allotment PRIMARY KEY (site_id, allotment_id),
    CONSTRAINT fk_allotment_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT fk_allotment_receiver FOREIGN KEY(receiver) REFERENCES organisation (code),
    CONSTRAINT uq_allotment_site_id_appropriation_id_number_receiver_purpose UNIQUE (site_id, appropriation_id, number, receiver, purpose),
    CONSTRAINT ck_allotment_purpose_known CHECK (purpose IN ('response', 'materials', 'logistics', 'monitoring', 'living', 'storage', 'aviation', 'other')),
    CONSTRAINT ck_allotment_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_allotment_dated_is_a_day CHECK (dated IS date(dated))
)
 STRICT
//
CREATE TABLE appropriation_adjustment (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    appropriation_id BLOB NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    level TEXT,
    reason TEXT NOT NULL,
    CONSTRAINT pk_appropriation_adjustment PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_appropriation_adjustment_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT uq_appropriation_adjustment_site_id_appropriation_id_number UNIQUE (site_id, appropriation_id, number),
    CONSTRAINT ck_appropriation_adjustment_level_known CHECK (level IN ('central', 'province', 'city', 'county', 'donation')),
    CONSTRAINT ck_appropriation_adjustment_amount_range CHECK (amount_fen <> 0 AND amount_fen BETWEEN -100000000000000 AND 100000000000000),
    CONSTRAINT ck_appropriation_adjustment_dated_is_a_day CHECK (dated IS date(dated))
)
 STRICT
//
CREATE TABLE appropriation_purpose (
    site_id TEXT NOT NULL,
    appropriation_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_appropriation_purpose PRIMARY KEY (site_id, appropriation_id, purpose),
    CONSTRAINT fk_appropriation_purpose_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_appropriation_purpose_purpose_known CHECK (purpose IN ('response', 'materials', 'logistics', 'monitoring', 'living', 'storage', 'aviation', 'other'))
)
 STRICT
//
CREATE TABLE appropriation_share (
    site_id TEXT NOT NULL,
    appropriation_id BLOB NOT NULL,
    level TEXT NOT NULL,
    amount_fen INTEGER,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_appropriation_share PRIMARY KEY (site_id, appropriation_id, level),
    CONSTRAINT fk_appropriation_share_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_appropriation_share_level_known CHECK (level IN ('central', 'province', 'city', 'county', 'donation')),
    CONSTRAINT ck_appropriation_share_amount_not_negative CHECK (amount_fen >= 0)
)
 STRICT
//
CREATE TABLE attached_paper (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL,
    note TEXT NOT NULL,
    attached_on TEXT NOT NULL,
    actor TEXT NOT NULL,
    detached_seq INTEGER,
    detached_on TEXT,
    detach_reason TEXT NOT NULL,
    detached_by TEXT,
    CONSTRAINT pk_attached_paper PRIMARY KEY (site_id, seq),
    CONSTRAINT ck_attached_paper_subject_kind_known CHECK (subject_kind IN ('appropriation', 'project', 'lot', 'contract', 'acceptance', 'invoice', 'payment', 'document')),
    CONSTRAINT ck_attached_paper_kind_known CHECK (kind IN ('award_notice', 'contract', 'acceptance', 'invoice', 'appropriation', 'other')),
    CONSTRAINT ck_attached_paper_media_type_known CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'application/ofd')),
    CONSTRAINT ck_attached_paper_detached_for_reason CHECK ((detached_seq IS NULL) = (detached_on IS NULL) AND (detached_seq IS NULL) = (detach_reason = '')),
    CONSTRAINT ck_attached_paper_attached_on_is_a_day CHECK (attached_on IS date(attached_on)),
    CONSTRAINT ck_attached_paper_detached_on_is_a_day CHECK (detached_on IS date(detached_on)),
    CONSTRAINT fk_attached_paper_hash FOREIGN KEY(hash) REFERENCES paper_content (hash)
)
 STRICT
//
CREATE INDEX ix_attached_paper_hash ON attached_paper (hash)
//
CREATE INDEX ix_attached_paper_subject_kind_subject ON attached_paper (subject_kind, subject)
//
CREATE UNIQUE INDEX ux_attached_paper_once ON attached_paper (site_id, subject_kind, subject, hash) WHERE detached_seq IS NULL
//
CREATE TABLE blank_form_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    CONSTRAINT pk_blank_form_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_blank_form_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_blank_form_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE depot (
    code TEXT NOT NULL,
    site_id TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_depot PRIMARY KEY (code),
    CONSTRAINT uq_depot_site_id_code UNIQUE (site_id, code),
    CONSTRAINT fk_depot_site_id FOREIGN KEY(site_id) REFERENCES site (site_id),
    CONSTRAINT uq_depot_name UNIQUE (name)
)
 STRICT
//
CREATE TABLE distribution (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    incident TEXT NOT NULL,
    village TEXT NOT NULL,
    roster_hash TEXT NOT NULL,
    households INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    distributed_on TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    confirmed_seq INTEGER,
    signed_households INTEGER,
    paper TEXT NOT NULL,
    CONSTRAINT pk_distribution PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_distribution_roster_hash FOREIGN KEY(roster_hash) REFERENCES attachment (hash),
    CONSTRAINT ck_distribution_people_counted CHECK (households >= 1 AND persons >= households),
    CONSTRAINT ck_distribution_signed_in_range CHECK (signed_households BETWEEN 0 AND households),
    CONSTRAINT ck_distribution_confirmed_is_counted CHECK ((confirmed_seq IS NULL) = (signed_households IS NULL)),
    CONSTRAINT ck_distribution_distributed_on_is_a_day CHECK (distributed_on IS date(distributed_on)),
    CONSTRAINT uq_distribution_number UNIQUE (number),
    CONSTRAINT uq_distribution_roster_hash UNIQUE (roster_hash)
)
 STRICT
//
CREATE INDEX ix_distribution_incident ON distribution (incident)
//
CREATE TABLE emergency_policy (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hours INTEGER NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_emergency_policy PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_emergency_policy_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_emergency_policy_hours_from_one CHECK (hours > 0)
)
 STRICT
//
CREATE TABLE fund_account (
    site_id TEXT NOT NULL,
    account TEXT NOT NULL,
    appropriation_id BLOB NOT NULL,
    bucket TEXT NOT NULL,
    tender_lot_id BLOB,
    allotment_id BLOB,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_fund_account PRIMARY KEY (site_id, account),
    CONSTRAINT fk_fund_account_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_fund_account_bucket_known CHECK (bucket IN ('source', 'available', 'planned', 'tendering', 'awarded', 'contracted', 'advanced', 'accepted', 'paid', 'saved', 'allotted', 'spent', 'returned')),
    CONSTRAINT ck_fund_account_allotment_where_meant CHECK ((allotment_id IS NOT NULL) = (bucket IN ('allotted', 'spent'))),
    CONSTRAINT ck_fund_account_lot_where_meant CHECK ((tender_lot_id IS NULL) = (bucket IN ('source', 'available', 'allotted', 'spent', 'returned'))),
    CONSTRAINT uq_fund_account_site_id_account_bucket UNIQUE (site_id, account, bucket)
)
 STRICT
//
CREATE INDEX ix_fund_account_site_id_tender_lot_id ON fund_account (site_id, tender_lot_id)
//
CREATE TABLE fund_carried_over (
    site_id TEXT NOT NULL,
    appropriation_id BLOB NOT NULL,
    year INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_fund_carried_over PRIMARY KEY (site_id, appropriation_id, year),
    CONSTRAINT fk_fund_carried_over_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_fund_carried_over_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_fund_carried_over_year CHECK (year > 1999 AND year < 2200)
)
 STRICT
//
CREATE TABLE fund_return (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    appropriation_id BLOB NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_fund_return PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_fund_return_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT uq_fund_return_site_id_appropriation_id_number UNIQUE (site_id, appropriation_id, number),
    CONSTRAINT ck_fund_return_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_fund_return_dated_is_a_day CHECK (dated IS date(dated))
)
 STRICT
//
CREATE TABLE item_component (
    item_code TEXT NOT NULL,
    name TEXT NOT NULL,
    life_months INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_item_component PRIMARY KEY (item_code, name),
    CONSTRAINT ck_item_component_life_positive CHECK (life_months > 0),
    CONSTRAINT fk_item_component_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE item_pack (
    item_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    factor INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_item_pack PRIMARY KEY (item_code, unit),
    CONSTRAINT ck_item_pack_factor_range CHECK (factor > 0 AND factor <= 1000000000000),
    CONSTRAINT fk_item_pack_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE kit_line (
    kit_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_kit_line PRIMARY KEY (kit_code, item_code),
    CONSTRAINT ck_kit_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT fk_kit_line_kit_code FOREIGN KEY(kit_code) REFERENCES kit (code),
    CONSTRAINT fk_kit_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE lot (
    site_id TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    item_code TEXT NOT NULL,
    label_code TEXT NOT NULL,
    batch_no TEXT NOT NULL,
    serial_no TEXT,
    is_single INTEGER NOT NULL,
    origin TEXT NOT NULL,
    received_on TEXT NOT NULL,
    produced_on TEXT,
    expires_on TEXT,
    owner TEXT,
    manager TEXT,
    supplier TEXT,
    appropriation_id BLOB,
    unit_price_e4 INTEGER,
    is_consumable INTEGER NOT NULL,
    tested_on TEXT,
    days_used INTEGER NOT NULL,
    service_from TEXT,
    is_void INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_lot PRIMARY KEY (site_id, lot_id),
    CONSTRAINT ck_lot_origin_known CHECK (origin IN ('purchase', 'donation', 'allotment', 'rotation', 'other')),
    CONSTRAINT ck_lot_single_has_serial CHECK ((serial_no IS NOT NULL) = is_single),
    CONSTRAINT ck_lot_life_forward CHECK (expires_on IS NULL OR produced_on IS NULL OR expires_on >= produced_on),
    CONSTRAINT ck_lot_price_not_negative CHECK (unit_price_e4 >= 0),
    CONSTRAINT ck_lot_days_not_negative CHECK (days_used >= 0),
    CONSTRAINT ck_lot_received_on_is_a_day CHECK (received_on IS date(received_on)),
    CONSTRAINT ck_lot_tested_on_is_a_day CHECK (tested_on IS date(tested_on)),
    CONSTRAINT ck_lot_service_from_is_a_day CHECK (service_from IS date(service_from)),
    CONSTRAINT ck_lot_produced_on_is_a_day CHECK (produced_on IS date(produced_on)),
    CONSTRAINT ck_lot_expires_on_is_a_day CHECK (expires_on IS date(expires_on)),
    CONSTRAINT uq_lot_site_id_lot_id_item_code_is_single UNIQUE (site_id, lot_id, item_code, is_single),
    CONSTRAINT fk_lot_item_code FOREIGN KEY(item_code) REFERENCES item (code),
    CONSTRAINT uq_lot_label_code UNIQUE (label_code),
    CONSTRAINT fk_lot_owner FOREIGN KEY(owner) REFERENCES organisation (code),
    CONSTRAINT fk_lot_manager FOREIGN KEY(manager) REFERENCES organisation (code),
    CONSTRAINT fk_lot_supplier FOREIGN KEY(supplier) REFERENCES organisation (code)
)
 STRICT
//
CREATE INDEX ix_lot_batch_no ON lot (batch_no)
//
CREATE INDEX ix_lot_lot_id ON lot (lot_id)
//
CREATE INDEX ix_lot_serial_no ON lot (serial_no)
//
CREATE UNIQUE INDEX uq_lot_item_code_serial_no ON lot (item_code, serial_no) WHERE is_void = 0
//
CREATE TABLE money_list_difference (
    site_id TEXT NOT NULL,
    list_seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    told_fen INTEGER NOT NULL,
    computed_fen INTEGER NOT NULL,
    accepted_by TEXT NOT NULL,
    CONSTRAINT pk_money_list_difference PRIMARY KEY (site_id, list_seq, name),
    CONSTRAINT fk_money_list_difference_site_id_list_seq FOREIGN KEY(site_id, list_seq) REFERENCES money_list (site_id, seq),
    CONSTRAINT ck_money_list_difference_kind_known CHECK (kind IN ('product', 'tax', 'total', 'repeated'))
)
 STRICT
//
CREATE TABLE node (
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_node PRIMARY KEY (scheme, code),
    CONSTRAINT fk_node_scheme_parent FOREIGN KEY(scheme, parent) REFERENCES node (scheme, code) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_node_scheme FOREIGN KEY(scheme) REFERENCES scheme (code)
)
 STRICT
//
CREATE TABLE person (
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    site_id TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    password_hash TEXT,
    must_change INTEGER NOT NULL,
    failed_count INTEGER NOT NULL,
    failed_at TEXT,
    signed_in_at TEXT,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (login),
    CONSTRAINT ck_person_failed_count_not_negative CHECK (failed_count >= 0),
    CONSTRAINT fk_person_site_id FOREIGN KEY(site_id) REFERENCES site (site_id)
)
 STRICT
//
CREATE TABLE procurement_threshold (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    quota_fen INTEGER NOT NULL,
    open_tender_fen INTEGER NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_procurement_threshold PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_procurement_threshold_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_procurement_threshold_quota_within CHECK (quota_fen > 0 AND quota_fen <= open_tender_fen),
    CONSTRAINT ck_procurement_threshold_valid_from_is_a_day CHECK (valid_from IS date(valid_from))
)
 STRICT
//
CREATE TABLE proposal (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    action_id BLOB NOT NULL,
    action_type TEXT NOT NULL,
    depot_code TEXT,
    drafted_by TEXT NOT NULL,
    drafted_at TEXT NOT NULL,
    business_date TEXT NOT NULL,
    steps TEXT NOT NULL,
    steps_needed INTEGER NOT NULL,
    steps_done INTEGER NOT NULL,
    next_role TEXT,
    state TEXT NOT NULL,
    decided_seq INTEGER,
    CONSTRAINT pk_proposal PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_proposal_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_proposal_state_known CHECK (state IN ('open', 'approved', 'returned', 'withdrawn')),
    CONSTRAINT ck_proposal_next_role_known CHECK (next_role IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_proposal_steps_range CHECK (steps_needed >= 1 AND steps_done >= 0 AND steps_done <= steps_needed),
    CONSTRAINT ck_proposal_open_waits CHECK ((state = 'open') = (next_role IS NOT NULL)),
    CONSTRAINT ck_proposal_closed_by_entry CHECK ((state = 'open') = (decided_seq IS NULL)),
    CONSTRAINT ck_proposal_business_date_is_a_day CHECK (business_date IS date(business_date)),
    CONSTRAINT uq_proposal_number UNIQUE (number)
)
 STRICT
//
CREATE INDEX ix_proposal_drafted_by_site_id_seq ON proposal (drafted_by, site_id, seq)
//
CREATE INDEX ix_proposal_state_site_id_seq ON proposal (state, site_id, seq)
//
CREATE UNIQUE INDEX uq_proposal_action ON proposal (action_id) WHERE state IN ('open', 'approved')
//
CREATE TABLE relief_order (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    request_seq INTEGER NOT NULL,
    receiver TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    driver TEXT NOT NULL,
    ordered_on TEXT NOT NULL,
    expected_on TEXT,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    released_seq INTEGER,
    release_reason TEXT NOT NULL,
    CONSTRAINT pk_relief_order PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_relief_order_site_id_request_seq FOREIGN KEY(site_id, request_seq) REFERENCES relief_request (site_id, seq),
    CONSTRAINT ck_relief_order_ordered_on_is_a_day CHECK (ordered_on IS date(ordered_on)),
    CONSTRAINT ck_relief_order_expected_on_is_a_day CHECK (expected_on IS date(expected_on)),
    CONSTRAINT uq_relief_order_number UNIQUE (number)
)
 STRICT
//
CREATE INDEX ix_relief_order_ordered_on ON relief_order (ordered_on)
//
CREATE INDEX ix_relief_order_site_id_request_seq ON relief_order (site_id, request_seq)
//
CREATE TABLE relief_request_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_relief_request_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_relief_request_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES relief_request (site_id, seq),
    CONSTRAINT ck_relief_request_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT fk_relief_request_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE tender_lot (
    site_id TEXT NOT NULL,
    tender_lot_id BLOB NOT NULL,
    project_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    budget_fen INTEGER NOT NULL,
    ceiling_fen INTEGER NOT NULL,
    award_fen INTEGER,
    winner TEXT NOT NULL,
    stage TEXT NOT NULL,
    purpose TEXT NOT NULL,
    category TEXT NOT NULL,
    closed_on TEXT,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_tender_lot PRIMARY KEY (site_id, tender_lot_id),
    CONSTRAINT fk_tender_lot_site_id_project_id FOREIGN KEY(site_id, project_id) REFERENCES project (site_id, project_id),
    CONSTRAINT uq_tender_lot_site_id_project_id_number UNIQUE (site_id, project_id, number),
    CONSTRAINT ck_tender_lot_stage_known CHECK (stage IN ('planned', 'tendering', 'awarded', 'contracted', 'closed', 'cancelled')),
    CONSTRAINT ck_tender_lot_purpose_known CHECK (purpose IN ('response', 'materials', 'logistics', 'monitoring', 'living', 'storage', 'aviation', 'other')),
    CONSTRAINT ck_tender_lot_budget_positive CHECK (budget_fen > 0),
    CONSTRAINT ck_tender_lot_ceiling_within_budget CHECK (ceiling_fen > 0 AND ceiling_fen <= budget_fen),
    CONSTRAINT ck_tender_lot_award_within_ceiling CHECK (award_fen > 0 AND award_fen <= ceiling_fen),
    CONSTRAINT ck_tender_lot_awarded_has_award CHECK ((stage IN ('awarded', 'contracted', 'closed')) = (award_fen IS NOT NULL)),
    CONSTRAINT ck_tender_lot_closed_on_a_day CHECK ((stage = 'closed') = (closed_on IS NOT NULL)),
    CONSTRAINT ck_tender_lot_closed_on_is_a_day CHECK (closed_on IS date(closed_on))
)
 STRICT
//
CREATE INDEX ix_tender_lot_stage ON tender_lot (stage)
//
CREATE TABLE transit_policy (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hours INTEGER NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_transit_policy PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_transit_policy_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_transit_policy_hours_from_one CHECK (hours > 0)
)
 STRICT
//
CREATE TABLE agreement_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    available INTEGER,
    CONSTRAINT pk_agreement_line PRIMARY KEY (site_id, seq, item_code),
    CONSTRAINT fk_agreement_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES agreement (site_id, seq),
    CONSTRAINT ck_agreement_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT ck_agreement_line_available_range CHECK (available >= 0 AND available <= quantity),
    CONSTRAINT fk_agreement_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE INDEX ix_agreement_line_item_code ON agreement_line (item_code)
//
CREATE TABLE allotment_change (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    allotment_id BLOB NOT NULL,
    step TEXT NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_allotment_change PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_allotment_change_site_id_allotment_id FOREIGN KEY(site_id, allotment_id) REFERENCES allotment (site_id, allotment_id),
    CONSTRAINT uq_allotment_change_site_id_allotment_id_step_number UNIQUE (site_id, allotment_id, step, number),
    CONSTRAINT ck_allotment_change_step_known CHECK (step IN ('use', 'take_back')),
    CONSTRAINT ck_allotment_change_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_allotment_change_dated_is_a_day CHECK (dated IS date(dated))
)
 STRICT
//
CREATE TABLE blank_form (
    number TEXT NOT NULL,
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    made_seq INTEGER NOT NULL,
    used_seq INTEGER,
    void_seq INTEGER,
    voided_by TEXT,
    void_reason TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_blank_form PRIMARY KEY (number),
    CONSTRAINT fk_blank_form_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT ck_blank_form_not_used_and_void CHECK (used_seq IS NULL OR void_seq IS NULL),
    CONSTRAINT ck_blank_form_void_by_somebody CHECK ((void_seq IS NULL) = (voided_by IS NULL))
)
 STRICT
//
CREATE INDEX ix_blank_form_used ON blank_form (site_id, used_seq) WHERE used_seq IS NOT NULL
//
CREATE TABLE call_off (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    of_seq INTEGER NOT NULL,
    called_on TEXT NOT NULL,
    needed_by TEXT NOT NULL,
    deliver_to TEXT NOT NULL,
    incident TEXT NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT pk_call_off PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_call_off_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES agreement (site_id, seq),
    CONSTRAINT ck_call_off_needed_by_is_a_day CHECK (needed_by IS date(needed_by)),
    CONSTRAINT uq_call_off_number UNIQUE (number)
)
 STRICT
//
CREATE INDEX ix_call_off_of_seq ON call_off (of_seq)
//
CREATE TABLE claim (
    site_id TEXT NOT NULL,
    of_seq INTEGER NOT NULL,
    of_line INTEGER NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    left_quantity INTEGER NOT NULL,
    until TEXT,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_claim PRIMARY KEY (site_id, of_seq, of_line),
    CONSTRAINT fk_claim_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_claim_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT ck_claim_left_in_range CHECK (left_quantity >= 0 AND left_quantity <= quantity),
    CONSTRAINT ck_claim_until_is_a_day CHECK (until IS date(until))
)
 STRICT
//
CREATE INDEX ix_claim_left ON claim (depot_code, lot_id) WHERE left_quantity > 0
//
CREATE INDEX ix_claim_left_of_item ON claim (item_code, depot_code) WHERE left_quantity > 0
//
CREATE TABLE contract (
    site_id TEXT NOT NULL,
    contract_id BLOB NOT NULL,
    tender_lot_id BLOB NOT NULL,
    number TEXT NOT NULL,
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    delivery_due TEXT,
    original_fen INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    retention_fen INTEGER NOT NULL,
    retention_until TEXT,
    penalty_mille INTEGER NOT NULL,
    deviation TEXT NOT NULL,
    accepted_fen INTEGER NOT NULL,
    invoiced_fen INTEGER NOT NULL,
    paid_fen INTEGER NOT NULL,
    prepared_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_contract PRIMARY KEY (site_id, contract_id),
    CONSTRAINT fk_contract_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT ck_contract_amount_positive CHECK (original_fen > 0 AND amount_fen > 0),
    CONSTRAINT ck_contract_retention_within CHECK (retention_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_accepted_within CHECK (accepted_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_invoiced_within CHECK (invoiced_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_paid_within CHECK (paid_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_penalty_range CHECK (penalty_mille BETWEEN 0 AND 100),
    CONSTRAINT ck_contract_signed_on_is_a_day CHECK (signed_on IS date(signed_on)),
    CONSTRAINT ck_contract_delivery_due_is_a_day CHECK (delivery_due IS date(delivery_due)),
    CONSTRAINT ck_contract_retention_until_is_a_day CHECK (retention_until IS date(retention_until)),
    CONSTRAINT uq_contract_number UNIQUE (number)
)
 STRICT
//
CREATE INDEX ix_contract_site_id_tender_lot_id ON contract (site_id, tender_lot_id)
//
CREATE TABLE count_session (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    name TEXT NOT NULL,
    started_on TEXT NOT NULL,
    planned_on TEXT,
    places TEXT NOT NULL,
    category TEXT NOT NULL,
    items TEXT NOT NULL,
    sample_size INTEGER,
    sample_seed TEXT,
    is_blind INTEGER NOT NULL,
    tolerance_mille INTEGER NOT NULL,
    tolerance_quantity INTEGER NOT NULL,
    started_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    last_record INTEGER NOT NULL,
    finished_seq INTEGER,
    finished_by TEXT,
    finished_at TEXT,
    has_document INTEGER NOT NULL,
    cancelled_seq INTEGER,
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
    CONSTRAINT ck_count_session_started_on_is_a_day CHECK (started_on IS date(started_on)),
    CONSTRAINT ck_count_session_planned_on_is_a_day CHECK (planned_on IS date(planned_on)),
    CONSTRAINT uq_count_session_number UNIQUE (number)
)
 STRICT
//
CREATE INDEX ix_count_session_depot_code_site_id_seq ON count_session (depot_code, site_id, seq)
//
CREATE TABLE distribution_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    short_quantity INTEGER NOT NULL,
    CONSTRAINT pk_distribution_line PRIMARY KEY (site_id, seq, item_code),
    CONSTRAINT fk_distribution_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES distribution (site_id, seq),
    CONSTRAINT ck_distribution_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT ck_distribution_line_short_in_range CHECK (short_quantity BETWEEN 0 AND quantity),
    CONSTRAINT fk_distribution_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE document (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    business_date TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    counterparty TEXT NOT NULL,
    paper_number TEXT NOT NULL,
    incident TEXT NOT NULL,
    note TEXT NOT NULL,
    receiver TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    peer_depot TEXT,
    due_on TEXT,
    paper_date TEXT,
    order_seq INTEGER,
    is_emergency INTEGER NOT NULL,
    prepared_by TEXT,
    reverses_seq INTEGER,
    line_count INTEGER NOT NULL,
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
    CONSTRAINT ck_document_business_date_is_a_day CHECK (business_date IS date(business_date)),
    CONSTRAINT ck_document_due_on_is_a_day CHECK (due_on IS date(due_on)),
    CONSTRAINT ck_document_paper_date_is_a_day CHECK (paper_date IS date(paper_date)),
    CONSTRAINT uq_document_number UNIQUE (number)
)
 STRICT
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
    amount_fen INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    CONSTRAINT pk_fund_balance PRIMARY KEY (site_id, account),
    CONSTRAINT fk_fund_balance_site_id_account_bucket FOREIGN KEY(site_id, account, bucket) REFERENCES fund_account (site_id, account, bucket),
    CONSTRAINT ck_fund_balance_bucket_known CHECK (bucket IN ('source', 'available', 'planned', 'tendering', 'awarded', 'contracted', 'advanced', 'accepted', 'paid', 'saved', 'allotted', 'spent', 'returned')),
    CONSTRAINT ck_fund_balance_not_below_zero CHECK (bucket = 'source' OR amount_fen >= 0)
)
 STRICT
//
CREATE TABLE fund_movement (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    CONSTRAINT pk_fund_movement PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_fund_movement_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_fund_movement_site_id_from_account FOREIGN KEY(site_id, from_account) REFERENCES fund_account (site_id, account),
    CONSTRAINT fk_fund_movement_site_id_to_account FOREIGN KEY(site_id, to_account) REFERENCES fund_account (site_id, account),
    CONSTRAINT ck_fund_movement_amount_range CHECK (amount_fen > 0 AND amount_fen <= 100000000000000),
    CONSTRAINT ck_fund_movement_goes_somewhere CHECK (from_account <> to_account),
    CONSTRAINT ck_fund_movement_line_from_one CHECK (line >= 1),
    CONSTRAINT ck_fund_movement_business_date_is_a_day CHECK (business_date IS date(business_date))
)
 STRICT
//
CREATE INDEX ix_fund_movement_site_id_from_account ON fund_movement (site_id, from_account)
//
CREATE INDEX ix_fund_movement_site_id_to_account ON fund_movement (site_id, to_account)
//
CREATE TABLE item_classification (
    item_code TEXT NOT NULL,
    scheme TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    node TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_item_classification PRIMARY KEY (item_code, scheme, valid_from),
    CONSTRAINT fk_item_classification_scheme_node FOREIGN KEY(scheme, node) REFERENCES node (scheme, code),
    CONSTRAINT ck_item_classification_valid_from_is_a_day CHECK (valid_from IS date(valid_from)),
    CONSTRAINT fk_item_classification_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE INDEX ix_item_classification_scheme_node ON item_classification (scheme, node)
//
CREATE TABLE item_total (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    bucket TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    CONSTRAINT pk_item_total PRIMARY KEY (site_id, depot_code, item_code, bucket),
    CONSTRAINT ck_item_total_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_item_total_not_below_zero CHECK (quantity >= 0 AND amount_fen >= 0),
    CONSTRAINT fk_item_total_depot_code FOREIGN KEY(depot_code) REFERENCES depot (code),
    CONSTRAINT fk_item_total_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE lot_funding (
    site_id TEXT NOT NULL,
    tender_lot_id BLOB NOT NULL,
    appropriation_id BLOB NOT NULL,
    amount_fen INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_lot_funding PRIMARY KEY (site_id, tender_lot_id, appropriation_id),
    CONSTRAINT fk_lot_funding_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT fk_lot_funding_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_lot_funding_amount_positive CHECK (amount_fen > 0)
)
 STRICT
//
CREATE TABLE number_series (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_number_series PRIMARY KEY (site_id, depot_code, prefix, year),
    CONSTRAINT ck_number_series_from_one CHECK (last_number >= 1),
    CONSTRAINT fk_number_series_depot_code FOREIGN KEY(depot_code) REFERENCES depot (code)
)
 STRICT
//
CREATE TABLE period_closing (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    closed_through TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_period_closing PRIMARY KEY (site_id, depot_code, closed_through),
    CONSTRAINT fk_period_closing_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_period_closing_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT ck_period_closing_closed_through_is_a_day CHECK (closed_through IS date(closed_through))
)
 STRICT
//
CREATE TABLE person_role (
    login TEXT NOT NULL,
    role TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_person_role PRIMARY KEY (login, role, depot_code),
    CONSTRAINT ck_person_role_role_known CHECK (role IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT fk_person_role_login FOREIGN KEY(login) REFERENCES person (login)
)
 STRICT
//
CREATE TABLE place (
    depot_code TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    bucket TEXT NOT NULL,
    within TEXT,
    label_code TEXT,
    is_active INTEGER NOT NULL,
    seq INTEGER NOT NULL,
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
 STRICT
//
CREATE INDEX ix_place_depot_code_within ON place (depot_code, within)
//
CREATE TABLE proposal_decision (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
    step INTEGER NOT NULL,
    role TEXT NOT NULL,
    verdict TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_proposal_decision PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_proposal_decision_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES proposal (site_id, seq),
    CONSTRAINT ck_proposal_decision_role_known CHECK (role IN ('keeper', 'reviewer', 'section_head', 'finance', 'buyer', 'auditor', 'depot_admin', 'city_admin')),
    CONSTRAINT ck_proposal_decision_verdict_known CHECK (verdict IN ('approve', 'return')),
    CONSTRAINT ck_proposal_decision_step_from_one CHECK (step >= 1),
    CONSTRAINT uq_proposal_decision_site_id_of_seq_step UNIQUE (site_id, of_seq, step),
    CONSTRAINT uq_proposal_decision_site_id_of_seq_decided_by UNIQUE (site_id, of_seq, decided_by)
)
 STRICT
//
CREATE TABLE relief_order_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    request_line INTEGER NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT pk_relief_order_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_relief_order_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES relief_order (site_id, seq),
    CONSTRAINT fk_relief_order_line_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT fk_relief_order_line_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT ck_relief_order_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000)
)
 STRICT
//
CREATE TABLE tender_round (
    site_id TEXT NOT NULL,
    tender_lot_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    announced_on TEXT NOT NULL,
    ended_on TEXT,
    result TEXT,
    reason TEXT NOT NULL,
    approval TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_tender_round PRIMARY KEY (site_id, tender_lot_id, number),
    CONSTRAINT fk_tender_round_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT ck_tender_round_result_known CHECK (result IN ('awarded', 'failed')),
    CONSTRAINT ck_tender_round_ended_with_result CHECK ((ended_on IS NULL) = (result IS NULL)),
    CONSTRAINT ck_tender_round_announced_on_is_a_day CHECK (announced_on IS date(announced_on)),
    CONSTRAINT ck_tender_round_ended_on_is_a_day CHECK (ended_on IS date(ended_on))
)
 STRICT
//
CREATE TABLE upkeep (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    result TEXT NOT NULL,
    done_on TEXT NOT NULL,
    done_by TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    hours INTEGER,
    consumed TEXT NOT NULL,
    faults TEXT NOT NULL,
    parts TEXT NOT NULL,
    certificate TEXT NOT NULL,
    cost_fen INTEGER,
    next_on TEXT,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
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
    CONSTRAINT ck_upkeep_cost_range CHECK (cost_fen >= 0 AND cost_fen <= 100000000000000),
    CONSTRAINT ck_upkeep_done_on_is_a_day CHECK (done_on IS date(done_on)),
    CONSTRAINT ck_upkeep_next_on_is_a_day CHECK (next_on IS date(next_on))
)
 STRICT
//
CREATE INDEX ix_upkeep_lot_id_seq_line ON upkeep (lot_id, seq, line)
//
CREATE TABLE appraisal (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    ground TEXT NOT NULL,
    institute TEXT NOT NULL,
    experts TEXT NOT NULL,
    opinion TEXT NOT NULL,
    appraised_on TEXT,
    CONSTRAINT pk_appraisal PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_appraisal_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_appraisal_ground_known CHECK (ground IN ('obsolete', 'beyond_repair', 'loss', 'over_age', 'force_majeure')),
    CONSTRAINT ck_appraisal_appraised_on_is_a_day CHECK (appraised_on IS date(appraised_on))
)
 STRICT
//
CREATE TABLE award_passed (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    tender_lot_id BLOB NOT NULL,
    round INTEGER NOT NULL,
    from_supplier TEXT NOT NULL,
    from_fen INTEGER NOT NULL,
    to_supplier TEXT NOT NULL,
    to_fen INTEGER NOT NULL,
    passed_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_award_passed PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_award_passed_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT ck_award_passed_award_positive CHECK (from_fen > 0 AND to_fen > 0),
    CONSTRAINT ck_award_passed_passed_on_is_a_day CHECK (passed_on IS date(passed_on))
)
 STRICT
//
CREATE INDEX ix_award_passed_site_id_tender_lot_id_round ON award_passed (site_id, tender_lot_id, round)
//
CREATE TABLE balance (
    site_id TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    place_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    bucket TEXT NOT NULL,
    is_single INTEGER NOT NULL,
    expires_on TEXT,
    quantity INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    latest_date TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    CONSTRAINT pk_balance PRIMARY KEY (site_id, depot_code, lot_id, place_code),
    CONSTRAINT fk_balance_depot_code_place_code_bucket FOREIGN KEY(depot_code, place_code, bucket) REFERENCES place (depot_code, code, bucket),
    CONSTRAINT fk_balance_site_id_lot_id_item_code_is_single FOREIGN KEY(site_id, lot_id, item_code, is_single) REFERENCES lot (site_id, lot_id, item_code, is_single),
    CONSTRAINT ck_balance_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_balance_not_below_zero CHECK (bucket = 'outside' OR (quantity >= 0 AND amount_fen >= 0 AND (quantity > 0 OR amount_fen = 0))),
    CONSTRAINT ck_balance_single_is_one CHECK (NOT is_single OR quantity BETWEEN -1000 AND 1000)
)
 STRICT
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
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    tender_lot_id BLOB NOT NULL,
    round INTEGER NOT NULL,
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    price_fen INTEGER NOT NULL,
    rank INTEGER,
    rejected TEXT NOT NULL,
    CONSTRAINT pk_bid PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_bid_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT ck_bid_price_positive CHECK (price_fen > 0),
    CONSTRAINT ck_bid_rank_from_one CHECK (rank > 0),
    CONSTRAINT ck_bid_valid_is_ranked CHECK ((rank IS NULL) = (rejected <> '')),
    CONSTRAINT uq_bid_site_id_seq_rank UNIQUE (site_id, seq, rank)
)
 STRICT
//
CREATE INDEX ix_bid_site_id_tender_lot_id_round ON bid (site_id, tender_lot_id, round)
//
CREATE TABLE bond (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    tender_lot_id BLOB NOT NULL,
    round INTEGER,
    contract_id BLOB,
    kind TEXT NOT NULL,
    supplier TEXT NOT NULL,
    form TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    paper_number TEXT NOT NULL,
    received_on TEXT NOT NULL,
    settled_on TEXT,
    outcome TEXT,
    settled_paper TEXT NOT NULL,
    settled_reason TEXT NOT NULL,
    settled_seq INTEGER,
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
    CONSTRAINT ck_bond_settled_after_received CHECK (settled_on >= received_on),
    CONSTRAINT ck_bond_received_on_is_a_day CHECK (received_on IS date(received_on)),
    CONSTRAINT ck_bond_settled_on_is_a_day CHECK (settled_on IS date(settled_on))
)
 STRICT
//
CREATE INDEX ix_bond_site_id_tender_lot_id ON bond (site_id, tender_lot_id)
//
CREATE TABLE call_off_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT pk_call_off_line PRIMARY KEY (site_id, seq, item_code),
    CONSTRAINT fk_call_off_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES call_off (site_id, seq),
    CONSTRAINT ck_call_off_line_quantity_range CHECK (quantity > 0 AND quantity <= 1000000000000),
    CONSTRAINT fk_call_off_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE TABLE component (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    expires_on TEXT NOT NULL,
    CONSTRAINT pk_component PRIMARY KEY (site_id, seq, line, name),
    CONSTRAINT fk_component_site_id_seq_line FOREIGN KEY(site_id, seq, line) REFERENCES upkeep (site_id, seq, line),
    CONSTRAINT fk_component_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT ck_component_expires_on_is_a_day CHECK (expires_on IS date(expires_on))
)
 STRICT
//
CREATE INDEX ix_component_lot_id_name_seq ON component (lot_id, name, seq)
//
CREATE TABLE contract_acceptance (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    contract_id BLOB NOT NULL,
    number TEXT NOT NULL,
    delivered_on TEXT NOT NULL,
    accepted_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    late_days INTEGER NOT NULL,
    penalty_fen INTEGER NOT NULL,
    of_seq INTEGER,
    reason TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    prepared_by TEXT,
    exception TEXT NOT NULL,
    CONSTRAINT pk_contract_acceptance PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_contract_acceptance_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT fk_contract_acceptance_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES contract_acceptance (site_id, seq),
    CONSTRAINT uq_contract_acceptance_site_id_of_seq UNIQUE (site_id, of_seq),
    CONSTRAINT ck_contract_acceptance_amount_by_kind CHECK (amount_fen <> 0 AND (amount_fen > 0) = (of_seq IS NULL)),
    CONSTRAINT ck_contract_acceptance_penalty_within CHECK (late_days >= 0 AND (penalty_fen BETWEEN 0 AND amount_fen OR penalty_fen BETWEEN amount_fen AND 0)),
    CONSTRAINT ck_contract_acceptance_accepted_on_is_a_day CHECK (accepted_on IS date(accepted_on)),
    CONSTRAINT ck_contract_acceptance_delivered_on_is_a_day CHECK (delivered_on IS date(delivered_on))
)
 STRICT
//
CREATE INDEX ix_contract_acceptance_site_id_contract_id ON contract_acceptance (site_id, contract_id)
//
CREATE TABLE contract_change (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    contract_id BLOB NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_contract_change PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_contract_change_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_contract_change_kind_known CHECK (kind IN ('supplement', 'reduction', 'other')),
    CONSTRAINT ck_contract_change_changes_something CHECK (amount_fen <> 0),
    CONSTRAINT ck_contract_change_signed_on_is_a_day CHECK (signed_on IS date(signed_on))
)
 STRICT
//
CREATE TABLE contract_line (
    site_id TEXT NOT NULL,
    contract_id BLOB NOT NULL,
    line INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price_fen INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    accepted_quantity INTEGER NOT NULL,
    accepted_fen INTEGER NOT NULL,
    invoiced_quantity INTEGER NOT NULL,
    invoiced_fen INTEGER NOT NULL,
    CONSTRAINT pk_contract_line PRIMARY KEY (site_id, contract_id, line),
    CONSTRAINT fk_contract_line_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_contract_line_not_below_zero CHECK (quantity >= 0 AND price_fen > 0 AND amount_fen >= 0),
    CONSTRAINT ck_contract_line_accepted_within CHECK (accepted_quantity BETWEEN 0 AND quantity),
    CONSTRAINT ck_contract_line_accepted_fen_within CHECK (accepted_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT ck_contract_line_invoiced_within CHECK (invoiced_quantity BETWEEN 0 AND quantity),
    CONSTRAINT ck_contract_line_invoiced_fen_within CHECK (invoiced_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT fk_contract_line_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
//
CREATE INDEX ix_contract_line_item_code ON contract_line (item_code)
//
CREATE TABLE count_key (
    site_id TEXT NOT NULL,
    of_seq INTEGER NOT NULL,
    lot_id BLOB NOT NULL,
    place_code TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    is_expected INTEGER NOT NULL,
    book_quantity INTEGER NOT NULL,
    first_seq INTEGER,
    first_line INTEGER,
    second_seq INTEGER,
    second_line INTEGER,
    is_left_out INTEGER NOT NULL,
    end_quantity INTEGER,
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
 STRICT
//
CREATE INDEX ix_count_key_lot_id_place_code ON count_key (lot_id, place_code)
//
CREATE TABLE count_unknown (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
    code TEXT NOT NULL,
    place_code TEXT NOT NULL,
    counted_at TEXT NOT NULL,
    counter TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_count_unknown PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_count_unknown_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES count_session (site_id, seq),
    CONSTRAINT ck_count_unknown_code_not_empty CHECK (code <> '')
)
 STRICT
//
CREATE INDEX ix_count_unknown_site_id_of_seq ON count_unknown (site_id, of_seq)
//
CREATE TABLE debt (
    site_id TEXT NOT NULL,
    of_seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_at TEXT NOT NULL,
    settled_seq INTEGER,
    settled_by TEXT,
    settled_at TEXT,
    answer TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_debt PRIMARY KEY (site_id, of_seq, kind),
    CONSTRAINT fk_debt_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_debt_kind_known CHECK (kind IN ('receiver', 'signature', 'order', 'vehicle', 'second_person')),
    CONSTRAINT ck_debt_settled_by_somebody CHECK ((settled_seq IS NULL) = (settled_by IS NULL))
)
 STRICT
//
CREATE INDEX ix_debt_open ON debt (due_at, site_id, of_seq) WHERE settled_seq IS NULL
//
CREATE TABLE disposal (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    depot_code TEXT NOT NULL,
    way TEXT NOT NULL,
    handled_on TEXT NOT NULL,
    receiver TEXT NOT NULL,
    witnesses TEXT NOT NULL,
    income_fen INTEGER NOT NULL,
    income_paper TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_disposal PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_disposal_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disposal_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_disposal_site_id_depot_code FOREIGN KEY(site_id, depot_code) REFERENCES depot (site_id, code),
    CONSTRAINT uq_disposal_number UNIQUE (number),
    CONSTRAINT uq_disposal_site_id_of_seq UNIQUE (site_id, of_seq),
    CONSTRAINT ck_disposal_way_known CHECK (way IN ('auction', 'destruction', 'owner')),
    CONSTRAINT ck_disposal_income_range CHECK (income_fen >= 0 AND income_fen <= 100000000000000),
    CONSTRAINT ck_disposal_income_has_paper CHECK ((income_fen > 0) = (income_paper <> '')),
    CONSTRAINT ck_disposal_handled_on_is_a_day CHECK (handled_on IS date(handled_on))
)
 STRICT
//
CREATE TABLE distribution_issue (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    issue_seq INTEGER NOT NULL,
    CONSTRAINT pk_distribution_issue PRIMARY KEY (site_id, seq, issue_seq),
    CONSTRAINT fk_distribution_issue_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES distribution (site_id, seq),
    CONSTRAINT fk_distribution_issue_site_id_issue_seq FOREIGN KEY(site_id, issue_seq) REFERENCES document (site_id, seq),
    CONSTRAINT uq_distribution_issue_site_id_issue_seq UNIQUE (site_id, issue_seq)
)
 STRICT
//
CREATE TABLE donation (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    donor TEXT NOT NULL,
    is_anonymous INTEGER NOT NULL,
    is_directed INTEGER NOT NULL,
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
 STRICT
//
CREATE TABLE emergency_order (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    ordered_by TEXT NOT NULL,
    phone TEXT NOT NULL,
    basis TEXT NOT NULL,
    CONSTRAINT pk_emergency_order PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_emergency_order_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq)
)
 STRICT
//
CREATE TABLE emergency_purchase (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    tender_lot_id BLOB NOT NULL,
    round INTEGER NOT NULL,
    paper_number TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    grounds TEXT NOT NULL,
    incident TEXT NOT NULL,
    reason TEXT NOT NULL,
    exception TEXT NOT NULL,
    CONSTRAINT pk_emergency_purchase PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_emergency_purchase_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT ck_emergency_purchase_asked_on_is_a_day CHECK (asked_on IS date(asked_on)),
    CONSTRAINT ck_emergency_purchase_approved_on_is_a_day CHECK (approved_on IS date(approved_on)),
    CONSTRAINT ck_emergency_purchase_decided_on_is_a_day CHECK (decided_on IS date(decided_on))
)
 STRICT
//
CREATE UNIQUE INDEX ix_emergency_purchase_site_id_tender_lot_id_round ON emergency_purchase (site_id, tender_lot_id, round)
//
CREATE TABLE handling_unit (
    depot_code TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_on TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_handling_unit PRIMARY KEY (depot_code, code),
    CONSTRAINT fk_handling_unit_depot_code_code FOREIGN KEY(depot_code, code) REFERENCES place (depot_code, code),
    CONSTRAINT ck_handling_unit_kind_known CHECK (kind IN ('carton', 'pallet')),
    CONSTRAINT ck_handling_unit_made_on_is_a_day CHECK (made_on IS date(made_on))
)
 STRICT
//
CREATE TABLE inspection (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
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
 STRICT
//
CREATE INDEX ix_inspection_of_seq ON inspection (of_seq)
//
CREATE TABLE invoice (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    contract_id BLOB NOT NULL,
    number TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    dated TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    of_seq INTEGER,
    is_correction INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_invoice PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_invoice_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT fk_invoice_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES invoice (site_id, seq),
    CONSTRAINT uq_invoice_number_occurrence UNIQUE (number, occurrence),
    CONSTRAINT ck_invoice_amount_by_kind CHECK (amount_fen <> 0 AND (amount_fen > 0) = (of_seq IS NULL)),
    CONSTRAINT ck_invoice_corrects_something CHECK (of_seq IS NOT NULL OR NOT is_correction),
    CONSTRAINT ck_invoice_occurrence_from_one CHECK (occurrence >= 1),
    CONSTRAINT ck_invoice_dated_is_a_day CHECK (dated IS date(dated))
)
 STRICT
//
CREATE INDEX ix_invoice_site_id_contract_id ON invoice (site_id, contract_id)
//
CREATE INDEX ix_invoice_site_id_of_seq ON invoice (site_id, of_seq)
//
CREATE TABLE milestone (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    tender_lot_id BLOB NOT NULL,
    round INTEGER,
    contract_id BLOB,
    matter TEXT NOT NULL,
    event TEXT NOT NULL,
    happened_on TEXT,
    note TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_milestone_site_id_tender_lot_id FOREIGN KEY(site_id, tender_lot_id) REFERENCES tender_lot (site_id, tender_lot_id),
    CONSTRAINT fk_milestone_site_id_tender_lot_id_round FOREIGN KEY(site_id, tender_lot_id, round) REFERENCES tender_round (site_id, tender_lot_id, number),
    CONSTRAINT fk_milestone_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_milestone_of_one_thing CHECK ((CASE WHEN round IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contract_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN matter = '' THEN 0 ELSE 1 END) <= 1),
    CONSTRAINT ck_milestone_taken_back_with_reason CHECK (happened_on IS NOT NULL OR reason <> ''),
    CONSTRAINT ck_milestone_event_known CHECK (event IN ('intent_published', 'procurement_started', 'single_source_published', 'single_source_notice_ended', 'tender_announced', 'tender_notice_ended', 'prequalification_announced', 'prequalification_closed', 'documents_issued', 'documents_withdrawn', 'documents_clarified', 'bids_closed', 'evaluated', 'report_delivered', 'winner_chosen', 'award_noticed', 'result_announced', 'result_notice_ended', 'losers_bond_returned', 'contract_signed', 'contract_announced', 'contract_filed', 'winners_bond_returned', 'delivered', 'accepted', 'acceptance_period_ended', 'paid', 'year_ended', 'arrears_published', 'question_received', 'question_answered', 'harm_known', 'challenge_raised', 'challenge_received', 'challenge_answered', 'challenge_answer_due', 'complaint_filed', 'complaint_received', 'complaint_decided', 'procurement_suspended', 'procurement_resumed', 'procurement_ended', 'files_destroyed')),
    CONSTRAINT ck_milestone_happened_on_is_a_day CHECK (happened_on IS date(happened_on))
)
 STRICT
//
CREATE INDEX ix_milestone_site_id_tender_lot_id ON milestone (site_id, tender_lot_id)
//
CREATE TABLE money_list_line (
    site_id TEXT NOT NULL,
    list_seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sheet TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    payee TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    contract_number TEXT NOT NULL,
    text TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL,
    contract_id BLOB,
    reason TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_money_list_line PRIMARY KEY (site_id, list_seq, line),
    CONSTRAINT fk_money_list_line_site_id_list_seq FOREIGN KEY(site_id, list_seq) REFERENCES money_list (site_id, seq),
    CONSTRAINT fk_money_list_line_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT ck_money_list_line_kind_known CHECK (kind IN ('payments', 'invoices')),
    CONSTRAINT ck_money_list_line_state_known CHECK (state IN ('open', 'matched', 'dismissed')),
    CONSTRAINT ck_money_list_line_matched_to_contract CHECK ((state = 'matched') = (contract_id IS NOT NULL)),
    CONSTRAINT ck_money_list_line_dismissed_for_reason CHECK ((state = 'dismissed') = (reason <> '')),
    CONSTRAINT ck_money_list_line_dated_is_a_day CHECK (dated IS date(dated)),
    CONSTRAINT uq_money_list_line_fingerprint UNIQUE (fingerprint)
)
 STRICT
//
CREATE INDEX ix_money_list_line_kind_number ON money_list_line (kind, number)
//
CREATE INDEX ix_money_list_line_open ON money_list_line (site_id, list_seq, line) WHERE state = 'open'
//
CREATE TABLE movement (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    depot_code TEXT NOT NULL,
    item_code TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    is_single INTEGER NOT NULL,
    from_place TEXT NOT NULL,
    to_place TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    reason TEXT NOT NULL,
    of_seq INTEGER,
    of_line INTEGER,
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
    CONSTRAINT ck_movement_settles_one_line CHECK ((of_seq IS NULL) = (of_line IS NULL)),
    CONSTRAINT ck_movement_business_date_is_a_day CHECK (business_date IS date(business_date))
)
 STRICT
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
    seq INTEGER NOT NULL,
    lot_id BLOB NOT NULL,
    from_owner TEXT,
    to_owner TEXT,
    CONSTRAINT pk_owner_change PRIMARY KEY (site_id, seq, lot_id),
    CONSTRAINT fk_owner_change_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_owner_change_site_id_lot_id FOREIGN KEY(site_id, lot_id) REFERENCES lot (site_id, lot_id),
    CONSTRAINT fk_owner_change_from_owner FOREIGN KEY(from_owner) REFERENCES organisation (code),
    CONSTRAINT fk_owner_change_to_owner FOREIGN KEY(to_owner) REFERENCES organisation (code)
)
 STRICT
//
CREATE TABLE payment (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    contract_id BLOB NOT NULL,
    voucher TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    paid_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    note TEXT NOT NULL,
    exception TEXT NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_payment_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT uq_payment_voucher_site_id_contract_id_kind_occurrence UNIQUE (voucher, site_id, contract_id, kind, occurrence),
    CONSTRAINT ck_payment_occurrence_from_one CHECK (occurrence >= 1),
    CONSTRAINT ck_payment_kind_known CHECK (kind IN ('advance', 'accepted', 'retention')),
    CONSTRAINT ck_payment_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT ck_payment_paid_on_is_a_day CHECK (paid_on IS date(paid_on))
)
 STRICT
//
CREATE INDEX ix_payment_site_id_contract_id ON payment (site_id, contract_id)
//
CREATE TABLE receipt_detail (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    contract_number TEXT NOT NULL,
    tender_lot TEXT NOT NULL,
    invoice_number TEXT NOT NULL,
    allotment_number TEXT NOT NULL,
    keeps_owner INTEGER NOT NULL,
    replaces_seq INTEGER,
    CONSTRAINT pk_receipt_detail PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_receipt_detail_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_receipt_detail_site_id_replaces_seq FOREIGN KEY(site_id, replaces_seq) REFERENCES document (site_id, seq)
)
 STRICT
//
CREATE INDEX ix_receipt_detail_contract_number ON receipt_detail (contract_number)
//
CREATE TABLE rotation (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    way TEXT NOT NULL,
    is_replaced INTEGER NOT NULL,
    proceeds_fen INTEGER NOT NULL,
    CONSTRAINT pk_rotation PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_rotation_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_rotation_way_known CHECK (way IN ('use', 'exchange', 'sale', 'donation')),
    CONSTRAINT ck_rotation_proceeds_range CHECK (proceeds_fen >= 0 AND proceeds_fen <= 100000000000000)
)
 STRICT
//
CREATE INDEX ix_rotation_is_replaced_site_id_seq ON rotation (is_replaced, site_id, seq)
//
CREATE TABLE sent_back (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
    expects_exchange INTEGER NOT NULL,
    CONSTRAINT pk_sent_back PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_sent_back_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT fk_sent_back_site_id_of_seq FOREIGN KEY(site_id, of_seq) REFERENCES document (site_id, seq)
)
 STRICT
//
CREATE INDEX ix_sent_back_of_seq ON sent_back (of_seq)
//
CREATE TABLE transfer (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    terms TEXT NOT NULL,
    CONSTRAINT pk_transfer PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_transfer_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_transfer_terms_known CHECK (terms IN ('passes', 'held', 'lent'))
)
 STRICT
//
CREATE TABLE acceptance_member (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_acceptance_member PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_acceptance_member_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES contract_acceptance (site_id, seq),
    CONSTRAINT uq_acceptance_member_site_id_seq_name UNIQUE (site_id, seq, name)
)
 STRICT
//
CREATE TABLE contract_acceptance_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    contract_line INTEGER NOT NULL,
    document_seq INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    CONSTRAINT pk_contract_acceptance_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_contract_acceptance_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES contract_acceptance (site_id, seq),
    CONSTRAINT fk_contract_acceptance_line_site_id_document_seq FOREIGN KEY(site_id, document_seq) REFERENCES document (site_id, seq),
    CONSTRAINT ck_contract_acceptance_line_quantity_by_kind CHECK ((quantity > 0 AND amount_fen >= 0) OR (quantity < 0 AND amount_fen <= 0))
)
 STRICT
//
CREATE INDEX ix_contract_acceptance_line_site_id_document_seq ON contract_acceptance_line (site_id, document_seq)
//
CREATE TABLE count_record (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    of_seq INTEGER NOT NULL,
    lot_id BLOB NOT NULL,
    place_code TEXT NOT NULL,
    round INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    book_quantity INTEGER NOT NULL,
    at_seq INTEGER NOT NULL,
    counted_at TEXT NOT NULL,
    counter TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_count_record PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_count_record_site_id_of_seq_lot_id_place_code FOREIGN KEY(site_id, of_seq, lot_id, place_code) REFERENCES count_key (site_id, of_seq, lot_id, place_code),
    CONSTRAINT ck_count_record_round_known CHECK (round IN (1, 2)),
    CONSTRAINT ck_count_record_counted_range CHECK (counted >= 0 AND counted <= 1000000000000),
    CONSTRAINT ck_count_record_book_not_negative CHECK (book_quantity >= 0),
    CONSTRAINT ck_count_record_at_seq_within CHECK (at_seq >= of_seq AND at_seq < seq)
)
 STRICT
//
CREATE INDEX ix_count_record_site_id_of_seq_lot_id_place_code ON count_record (site_id, of_seq, lot_id, place_code)
//
CREATE TABLE emergency_quote (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    supplier TEXT NOT NULL,
    supplier_code TEXT NOT NULL,
    price_fen INTEGER,
    note TEXT NOT NULL,
    is_chosen INTEGER NOT NULL,
    CONSTRAINT pk_emergency_quote PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_emergency_quote_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES emergency_purchase (site_id, seq),
    CONSTRAINT ck_emergency_quote_price_positive CHECK (price_fen > 0),
    CONSTRAINT ck_emergency_quote_chosen_has_price CHECK (price_fen IS NOT NULL OR NOT is_chosen)
)
 STRICT
//
CREATE TABLE inspection_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    allowed_by TEXT NOT NULL,
    CONSTRAINT pk_inspection_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_inspection_line_site_id_seq_line FOREIGN KEY(site_id, seq, line) REFERENCES movement (site_id, seq, line),
    CONSTRAINT ck_inspection_line_outcome_known CHECK (outcome IN ('accepted', 'conceded', 'rejected')),
    CONSTRAINT ck_inspection_line_concession_is_allowed CHECK ((outcome = 'conceded') = (allowed_by <> ''))
)
 STRICT
//
CREATE TABLE inspector (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    CONSTRAINT pk_inspector PRIMARY KEY (site_id, seq, at),
    CONSTRAINT fk_inspector_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES inspection (site_id, seq),
    CONSTRAINT ck_inspector_at_from_one CHECK (at >= 1)
)
 STRICT
//
CREATE TABLE invoice_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    contract_line INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    CONSTRAINT pk_invoice_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_invoice_line_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES invoice (site_id, seq),
    CONSTRAINT ck_invoice_line_quantity_by_kind CHECK ((quantity > 0 AND amount_fen >= 0) OR (quantity < 0 AND amount_fen <= 0))
)
 STRICT
//
CREATE TABLE open_line (
    site_id TEXT NOT NULL,
    of_seq INTEGER NOT NULL,
    of_line INTEGER NOT NULL,
    depot_code TEXT NOT NULL,
    lot_id BLOB NOT NULL,
    item_code TEXT NOT NULL,
    bucket TEXT NOT NULL,
    due_on TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    left_quantity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    CONSTRAINT pk_open_line PRIMARY KEY (site_id, of_seq, of_line),
    CONSTRAINT fk_open_line_site_id_of_seq_of_line FOREIGN KEY(site_id, of_seq, of_line) REFERENCES movement (site_id, seq, line),
    CONSTRAINT ck_open_line_bucket_known CHECK (bucket IN ('on_hand', 'inspecting', 'out_of_service', 'held', 'issued', 'on_loan', 'in_transit', 'gone', 'outside')),
    CONSTRAINT ck_open_line_bucket_is_open CHECK (bucket IN ('issued', 'on_loan', 'in_transit')),
    CONSTRAINT ck_open_line_left_in_range CHECK (left_quantity >= 0 AND left_quantity <= quantity),
    CONSTRAINT ck_open_line_due_on_is_a_day CHECK (due_on IS date(due_on))
)
 STRICT
//
CREATE INDEX ix_open_line_due ON open_line (due_on, site_id, of_seq, of_line) WHERE left_quantity > 0
//
CREATE INDEX ix_open_line_left ON open_line (bucket, depot_code, of_seq, of_line) WHERE left_quantity > 0
//
CREATE INDEX ix_open_line_lot_id_depot_code_of_seq_of_line ON open_line (lot_id, depot_code, of_seq, of_line) WHERE left_quantity > 0
//
CREATE TABLE ordered_line (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT pk_ordered_line PRIMARY KEY (site_id, seq, line),
    CONSTRAINT fk_ordered_line_site_id_seq_line FOREIGN KEY(site_id, seq, line) REFERENCES movement (site_id, seq, line),
    CONSTRAINT ck_ordered_line_quantity_range CHECK (quantity >= 0 AND quantity <= 1000000000000)
)
 STRICT
//
CREATE TABLE payment_return (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    contract_id BLOB NOT NULL,
    payment_seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    returned_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    is_correction INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_payment_return PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_payment_return_site_id_contract_id FOREIGN KEY(site_id, contract_id) REFERENCES contract (site_id, contract_id),
    CONSTRAINT fk_payment_return_site_id_payment_seq FOREIGN KEY(site_id, payment_seq) REFERENCES payment (site_id, seq),
    CONSTRAINT uq_payment_return_site_id_payment_seq_number_is_correction UNIQUE (site_id, payment_seq, number, is_correction),
    CONSTRAINT ck_payment_return_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT ck_payment_return_returned_on_is_a_day CHECK (returned_on IS date(returned_on))
)
 STRICT
//
CREATE INDEX ix_payment_return_number ON payment_return (number)
//
CREATE INDEX ix_payment_return_site_id_contract_id ON payment_return (site_id, contract_id)
//
CREATE TABLE payment_share (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    appropriation_id BLOB NOT NULL,
    amount_fen INTEGER NOT NULL,
    CONSTRAINT pk_payment_share PRIMARY KEY (site_id, seq, appropriation_id),
    CONSTRAINT fk_payment_share_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES payment (site_id, seq),
    CONSTRAINT fk_payment_share_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_payment_share_amount_positive CHECK (amount_fen > 0)
)
 STRICT
//
CREATE INDEX ix_payment_share_site_id_appropriation_id ON payment_share (site_id, appropriation_id)
//
CREATE TABLE unit_move (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    depot_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    from_place TEXT NOT NULL,
    to_place TEXT NOT NULL,
    moved_on TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_unit_move PRIMARY KEY (site_id, seq),
    CONSTRAINT fk_unit_move_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES journal_entry (site_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_unit_move_depot_code_unit FOREIGN KEY(depot_code, unit) REFERENCES handling_unit (depot_code, code),
    CONSTRAINT fk_unit_move_depot_code_from_place FOREIGN KEY(depot_code, from_place) REFERENCES place (depot_code, code),
    CONSTRAINT fk_unit_move_depot_code_to_place FOREIGN KEY(depot_code, to_place) REFERENCES place (depot_code, code),
    CONSTRAINT ck_unit_move_goes_somewhere CHECK (from_place <> to_place),
    CONSTRAINT ck_unit_move_moved_on_is_a_day CHECK (moved_on IS date(moved_on))
)
 STRICT
//
CREATE INDEX ix_unit_move_depot_code_unit_seq ON unit_move (depot_code, unit, seq)
//
CREATE TABLE payment_return_share (
    site_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    appropriation_id BLOB NOT NULL,
    amount_fen INTEGER NOT NULL,
    CONSTRAINT pk_payment_return_share PRIMARY KEY (site_id, seq, appropriation_id),
    CONSTRAINT fk_payment_return_share_site_id_seq FOREIGN KEY(site_id, seq) REFERENCES payment_return (site_id, seq),
    CONSTRAINT fk_payment_return_share_site_id_appropriation_id FOREIGN KEY(site_id, appropriation_id) REFERENCES appropriation (site_id, appropriation_id),
    CONSTRAINT ck_payment_return_share_amount_positive CHECK (amount_fen > 0)
)
 STRICT
//
