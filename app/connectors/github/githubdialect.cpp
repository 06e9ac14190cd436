// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/github/githubdialect.h"

#include "connectors/github/githubapi.h"
#include "connectors/github/githubbill.h"
#include "connectors/github/githublimits.h"

#include <format>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// Of a task for people by list, or for a list by cost centre: what comes after the day.
std::string subjectQuery(GitHubPayer payer, const UsageTask& task)
{
    if (task.subject.empty())
        return {};
    return (payer == GitHubPayer::enterprise ? "&cost_center_id=" : "&user=") + percentEncoded(task.subject);
}

bool isBill(const UsageTask& task) { return task.list == github::billList || task.list == github::billOnlyList; }

} // namespace

GitHubDialect::GitHubDialect(GitHubPayer payer, std::string account)
    : m_payer(payer)
    , m_account(percentEncoded(account))
{
}

const UsageRules& GitHubDialect::rules() const
{
    // No refresh interval is documented; what an enterprise's cost centres use is told only centre by centre.
    static const auto with = [](UsageList list, std::vector<std::string> limits) {
        return UsageRules {.ledgers = {{.ledger = Ledger::providerCost, .lists = {std::move(list)}}},
            .limits = std::move(limits),
            .lateness = hours(24),
            // 5,000 an hour are allowed; the rest is for others.
            .pace = {.freely = 3000, .distance = std::chrono::milliseconds(1000)},
            .scopes = {"manage_billing:enterprise", "manage_billing:copilot", "read:enterprise", "read:org", "read:user"}};
    };
    static const UsageRules organisation = with({github::billList, hours(24), days(1)}, {github::budgetsList});
    static const UsageRules enterprise = with({github::costCentresList, hours(24)}, {github::budgetsList, github::poolsList});
    return m_payer == GitHubPayer::enterprise ? enterprise : organisation;
}

HttpHeaders GitHubDialect::keyHeaders(const QByteArray& key) const { return {{"Authorization", "Bearer " + key}}; }

PageRequest GitHubDialect::request(const UsageTask& task, const std::string& page) const
{
    PageRequest out {.path = {}, .headers = github::headers()};
    if (task.list == github::seatsList) {
        out.path = std::format("/orgs/{}/copilot/billing/seats?per_page=100", m_account);
        return out;
    }
    const bool enterprise = m_payer == GitHubPayer::enterprise;
    const std::string billing = std::format("/{}/{}/settings/billing", enterprise ? "enterprises" : "organizations", m_account);
    if (task.list == github::budgetsList) {
        out.path = std::format("{}/budgets?per_page={}&page={}", billing, github::pageLength, github::pageNumber(page));
        return out;
    }
    if (task.list == github::costCentresList || task.list == github::poolsList) {
        out.path = billing + "/cost-centers";
        return out;
    }
    const std::chrono::year_month_day day(std::chrono::floor<days>(task.period.start));
    out.path = std::format("{}/{}?year={}&month={}", billing, isBill(task) ? github::billList : task.list + "/usage",
        static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
    if (task.list != github::billOnlyList)
        out.path += std::format("&day={}", static_cast<unsigned>(day.day()));
    out.path += subjectQuery(m_payer, task);
    return out;
}

Result<UsagePage> GitHubDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    if (task.list == github::budgetsList)
        return github::parseBudgets(task, body);
    if (task.list == github::poolsList)
        return github::parsePools(body);
    if (task.list == github::costCentresList)
        return github::parseCostCentres(task, body);
    if (task.list == github::seatsList)
        return github::parseSeats(task, body);
    if (isBill(task))
        return github::parseBill(task, body, origin);
    if (m_payer == GitHubPayer::organisation)
        return task.subject.empty() ? github::parseModels(task, body, origin, github::seatsList)
                                    : github::parsePerson(task, body, origin);
    return github::parseModels(task, body, origin, {});
}

std::string_view GitHubDialect::knownMembers(const UsageTask& task) const
{
    if (task.list == github::budgetsList)
        return github::knownOfBudgets;
    if (task.list == github::costCentresList || task.list == github::poolsList)
        return github::knownOfCostCentres;
    if (task.list == github::seatsList)
        return github::knownOfSeats;
    return isBill(task) ? github::knownOfBill : github::knownOfModels;
}

} // namespace fuseboard
