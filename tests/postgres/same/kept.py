"""Which tests of a study are repeated on a server, by their module.

The modules have 467 tests. These 105 make every statement of SQL that all of them make (679, as was
found by noting each test's statements); besides, there are those in which a server could answer
otherwise than a file: what comes sorted, sums and counts, what goes out and comes in again, undo
and redo, and who is shown what. Whoever writes new SQL adds a test that makes it, and whoever
changes how a server is reached lets QUALKIT_ALL_ON_SERVER=1 repeat all of them.
"""

from __future__ import annotations

KEPT = {
    "adjudication": (
        "test_a_consensus_coding_is_nobodys_to_change_by_hand",
        "test_a_decision_goes_along_with_a_corrected_text_and_still_counts",
        "test_an_unclear_codebook_needs_a_reason_and_can_be_followed_up",
        "test_deciding_again_replaces_what_was_decided_before",
        "test_decisions_come_in_from_a_file_as_one_action_and_only_once",
    ),
    "answers_carried": ("test_what_was_refused_is_not_proposed_again_in_the_corrected_text",),
    "assignments": (
        "test_an_assignment_on_which_somebody_has_begun_is_not_taken_back",
        "test_assignments_are_taken_in_with_what_was_done_frozen",
        "test_codings_made_elsewhere_become_work_that_is_done",
        "test_codings_that_come_in_later_begin_the_work_and_touch_nothing_that_is_done",
        "test_documents_are_assigned_in_the_round_that_is_going_on",
        "test_one_coder_stands_in_a_document_and_then_another",
        "test_what_is_assigned_already_is_refused_and_what_is_not_begun_is_given_anew",
    ),
    "blindness": (
        "test_a_coding_that_may_not_be_seen_is_not_there_for_any_verb",
        "test_a_draft_stays_its_coders_until_they_are_done_then_the_lead_sees_it",
        "test_a_mark_on_a_coding_out_of_sight_fits_nothing",
        "test_counts_follow_a_document_that_opens_without_anything_being_coded",
        "test_marks_notes_and_memos_of_others_in_a_closed_document_wait_until_it_is_open",
        "test_ones_own_codings_of_an_earlier_round_are_out_of_sight_until_one_is_done_again",
        "test_what_was_coded_before_is_proposed_again",
        "test_who_has_still_to_code_a_document_alone_sees_nobody_elses_work_in_it",
    ),
    "citations": (
        "test_a_citation_comes_in_with_its_document_and_goes_with_it",
        "test_a_citation_worded_anew_is_taken_back_and_brought_back",
        "test_the_comparison_of_sources_counts_what_each_kind_holds",
    ),
    "closing": (
        "test_opened_again_it_is_as_it_was",
        "test_a_roster_with_people_of_another_study_is_not_destroyed",
    ),
    "codebook_editing": (
        "test_an_edit_in_another_program_is_seen_at_the_next_question",
        "test_any_edits_keep_the_file_readable_and_are_taken_back_one_by_one",
        "test_going_back_takes_several_edits_together",
        "test_merged_codings_count_for_the_code_they_went_into",
    ),
    "codebook_versions": (
        "test_a_changed_definition_is_a_new_version_and_codings_remember_theirs",
        "test_earlier_versions_can_be_kept_for_codings_made_under_them",
        "test_going_back_to_an_earlier_wording_is_a_persons_right",
    ),
    "codings": (
        "test_a_coding_remembers_everything",
        "test_an_undo_of_what_somebody_else_took_out_is_refused",
        "test_history_tells_who_did_what_without_anybodys_words",
        "test_place_is_kept_per_coder_and_document",
        "test_progress_counts_participants_words_once",
        "test_two_processes_on_one_study_lose_nothing",
        "test_uncoding_several_is_one_action",
    ),
    "codings_csv": (
        "test_a_bad_row_behind_thousands_of_good_ones_undoes_them_all",
        "test_ids_and_times_and_versions_are_kept",
        "test_importing_twice_changes_nothing",
        "test_no_row_is_lost_between_two_slices",
        "test_the_csv_goes_round_without_loss",
        "test_undoing_a_bulk_import_takes_all_of_it_back",
    ),
    "corrections": (
        "test_an_accepted_place_a_chosen_place_and_a_drop_can_each_be_undone",
        "test_everybodys_codings_go_along_with_their_ids_memos_stars_and_examples",
        "test_one_undo_takes_all_back_and_redo_brings_all_again",
        "test_the_history_names_the_correction",
        "test_undo_is_refused_where_somebody_has_coded_on_the_new_text",
    ),
    "deidentification": (
        "test_a_decision_is_kept_with_who_and_when_and_undone_and_redone",
        "test_a_scan_is_undone_and_redone_as_a_whole",
        "test_an_undo_of_a_scan_is_refused_where_somebody_else_has_decided",
        "test_findings_go_along_with_a_corrected_text_and_the_rest_is_told",
        "test_what_no_scan_found_is_marked_by_hand_and_stays",
    ),
    "drafts": (
        "test_a_draft_made_blind_is_seen_by_its_coder_alone",
        "test_a_private_draft_is_edited_moved_and_merged_without_touching_the_file",
        "test_sharing_a_draft_shows_it_to_all_and_can_be_taken_back",
    ),
    "joint_notes": (
        "test_a_new_judgement_takes_the_place_of_ones_own_and_remarks_stand_beside_each_other",
        "test_each_action_is_taken_back_and_brought_back_without_a_trace",
        "test_only_the_writer_and_a_lead_change_a_note",
    ),
    "summaries": (
        "test_anybody_of_the_team_words_a_summary_anew_and_it_is_theirs_then",
        "test_each_action_is_taken_back_and_brought_back_without_a_trace",
    ),
    "frozen": (
        "test_changing_ones_codings_after_done_opens_the_work_again_in_the_same_entry",
        "test_done_alone_in_a_document_is_taken_back_since_there_was_nothing_to_see",
        "test_what_was_frozen_goes_along_with_a_corrected_text",
        "test_who_codes_beside_others_unasked_is_one_of_them",
        "test_work_opened_again_after_the_others_were_seen_counts_as_discussed",
    ),
    "marks": (
        "test_a_document_with_open_notes_is_not_taken_out",
        "test_a_note_for_the_team_is_written_changed_and_settled",
        "test_history_tells_what_was_done_without_anybodys_words",
        "test_marks_come_in_from_csv_by_the_words_that_are_coded",
        "test_marks_of_one_document_leave_the_others_out",
    ),
    "meetings": (
        "test_decisions_name_the_codebook_version_that_came_of_the_meeting",
        "test_low_agreement_decided_on_in_one_round_comes_back_in_the_next",
        "test_what_comes_to_wait_during_a_meeting_is_taken_over_and_undone",
    ),
    "memos": (
        "test_each_coder_has_their_own_memo_on_a_code",
        "test_everything_written_is_listed_by_what_it_is_about",
        "test_who_works_blind_reads_what_others_wrote_to_be_read_and_nothing_of_their_codings",
    ),
    "paraphrases": (
        "test_each_action_undone_and_redone_gives_back_what_there_was",
        "test_for_quotations_it_comes_with_the_turn_and_the_speakers",
        "test_coders_change_only_their_own_and_whoever_leads_takes_any_away",
    ),
    "planning": (
        "test_documents_of_a_closed_development_round_are_coded_again_outside_the_draw",
        "test_the_grid_says_who_is_how_far_in_words",
    ),
    "proposals": (
        "test_a_coding_made_by_hand_at_a_proposal_can_be_taken_as_its_answer",
        "test_a_proposal_that_lies_on_an_older_text_is_not_listed_and_not_accepted",
        "test_a_reason_and_the_history_hold_no_passage",
        "test_accepting_codes_and_marks_as_assisted",
        "test_undo_is_the_identity_and_redo_brings_it_back",
        "test_what_is_coded_by_hand_meanwhile_leaves_the_queue_and_comes_back",
    ),
    "quotes_out": (
        "test_choices_limit_what_is_taken",
        "test_references_are_merged_spans_and_participants_are_voices",
        "test_the_most_a_code_are_spread_over_participants",
        "test_the_order_is_the_codebooks",
        "test_what_left_is_on_record_with_who_is_quoted",
    ),
    "report_texts": (
        "test_a_memo_that_is_marked_is_a_key_point_of_its_theme",
        "test_the_curve_counts_each_inductive_code_once",
        "test_undo_and_redo_bring_texts_and_marks_back_as_they_were",
    ),
    "reshaping": (
        "test_both_parts_of_a_split_begin_and_end_with_words",
        "test_history_tells_each_of_them_in_words",
        "test_merging_keeps_memos_and_marks_and_who_was_assisted",
        "test_several_codes_at_once_are_one_action",
    ),
    "rounds": (
        "test_a_closed_round_keeps_the_codebook_that_was_in_force",
        "test_a_coding_belongs_to_the_round_of_the_coders_own_undone_work",
        "test_opening_and_closing_a_round_are_undone_and_redone",
        "test_rounds_are_numbered_in_the_order_in_which_they_were_opened",
    ),
    "search": (
        "test_attributes_of_participants_limit",
        "test_codings_limit_to_what_touches_them_or_does_not",
        "test_who_works_blind_is_told_nothing_of_others_codings_by_a_search",
    ),
    "second_look": (
        "test_a_coding_that_waits_since_a_correction_is_decided_there_first",
        "test_an_editorial_edit_taken_back_and_made_for_good_asks_for_one",
        "test_confirming_takes_a_coding_out_of_the_queue_and_undo_puts_it_back",
        "test_counts_follow_every_action_and_who_is_at_work",
    ),
    "selections_choosing": (
        "test_a_selection_is_renamed_and_removed",
        "test_lead_ins_and_notes_are_worded_anew_and_taken_away",
        "test_several_people_work_on_one_selection",
    ),
    "transcripts_in": (
        "test_a_document_read_wrongly_can_be_taken_out_and_imported_afresh",
        "test_a_text_changed_behind_our_back_is_noticed",
        "test_no_label_and_no_name_is_in_the_database_but_in_the_text_itself",
        "test_roles_can_be_corrected_before_and_after",
        "test_topic_guide_questions_are_found_in_the_talk",
    ),
}
