// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/github/githubmergesdialect.h"

#include "connectors/github/githubapi.h"
#include "connectors/jsonreader.h"

#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;
using github::pageLength;
using github::pageNumber;

constexpr auto merges = "merges";
constexpr std::int64_t mostResults = 1'000; ///< of a search, however many pages are asked for
constexpr auto shortestSearch = 2min; ///< is not halved any more
/// A search that did not finish is tried in smaller ones down to this; beyond it is GitHub that is slow, not the question.
constexpr auto shortestUnfinished = 6h;

/// The row of one pull request, by its author and the day that was asked for.
UsageRow rowOf(json::Object& item, const UsageTask& task, const RowOrigin& origin, const std::string& path)
{
    UsageRow row = bucketRow(task, origin, dayOf(task.period.start));
    row.requests = 1;
    row.recordId = std::to_string(json::requiredCount(item, "id", path));
    if (const auto author = json::optional(item, "user", path)) { // null: the account is gone
        json::Object user = json::object(*author, path + ".user");
        row.person = json::requiredText(user, "login", path + ".user");
    }
    // What is documented as a member of a result and may be absent; the question has said when it was merged.
    if (const auto request = json::optional(item, "pull_request", path)) {
        const std::string place = path + ".pull_request";
        json::Object details = json::object(*request, place);
        if (const std::string text = json::textOr(details, "merged_at", place); !text.empty()) {
            const auto at = parseInstant(text);
            if (!at)
                throw json::Fault {place + ".merged_at", "not a time"};
            if (!task.period.contains(*at))
                throw json::Fault {place + ".merged_at", "not a time that was asked for"};
        }
    }
    return row;
}

} // namespace

GitHubMergesDialect::GitHubMergesDialect(std::string account)
    : m_account(std::move(account))
{
}

const UsageRules& GitHubMergesDialect::rules() const
{
    // 30 searches a minute are allowed, also where a poll and a part of the past follow each other. How late the index is, is
    // not documented; an hour is usual for none.
    static const UsageRules rules {
        .ledgers = {{.ledger = Ledger::repository, .lists = {{.name = merges, .width = 24h, .longest = 24h, .addsUp = true}}}},
        .lateness = 1h,
        .pace = {.freely = 2, .distance = 2500ms},
        .scopes = {"repo", "public_repo", "read:org", "read:user"}};
    return rules;
}

HttpHeaders GitHubMergesDialect::keyHeaders(const QByteArray& key) const { return {{"Authorization", "Bearer " + key}}; }

PageRequest GitHubMergesDialect::request(const UsageTask& task, const std::string& page) const
{
    // Both ends of a range belong to it.
    const std::string query = std::format("org:{} is:pr is:merged merged:{}..{}", m_account,
        toText(std::chrono::floor<std::chrono::seconds>(task.period.start)),
        toText(std::chrono::floor<std::chrono::seconds>(task.period.end - 1s)));
    return {.path = std::format("/search/issues?q={}&sort=created&order=asc&per_page={}&page={}", percentEncoded(query),
                pageLength, pageNumber(page)),
        .headers = github::headers()};
}

Result<UsagePage> GitHubMergesDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        const std::int64_t total = json::requiredCount(root, "total_count", "$");
        const bool unfinished = json::boolean(json::required(root, "incomplete_results", "$"), "$.incomplete_results");
        const auto length = task.period.length();
        if (total > mostResults && length < shortestSearch)
            throw json::Fault {"$.total_count", "more merged requests in a minute than a search tells"};
        if (unfinished && length <= shortestUnfinished)
            throw json::Fault {"$.incomplete_results", "GitHub did not finish the search"};
        page.tooLong = total > mostResults || unfinished;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, "items", "$"), "$.items")) {
            const std::string path = std::format("$.items[{}]", count++);
            json::Object item = json::object(element.value(), path);
            page.rows.push_back(rowOf(item, task, origin, path));
        }
        const std::int64_t number = pageNumber(task.page), before = (number - 1) * pageLength;
        page.more = before + count < total && !page.tooLong;
        if (page.more && count < pageLength)
            throw json::Fault {"$.items", std::format("{} of {} are missing", total - before - count, total)};
        if (page.more)
            page.next = std::to_string(number + 1);
        return page;
    });
}

std::string_view GitHubMergesDialect::knownMembers(const UsageTask& /*task*/) const
{
    return "total_count incomplete_results search_type items(url repository_url labels_url comments_url events_url html_url id"
           " node_id number title locked active_lock_reason assignees user labels sub_issues_summary issue_dependencies_summary"
           " issue_field_values state state_reason assignee milestone comments created_at updated_at closed_at text_matches"
           " pull_request(merged_at diff_url html_url patch_url url) body score author_association draft repository body_html"
           " body_text timeline_url type performed_via_github_app pinned_comment reactions)";
}

} // namespace fuseboard
