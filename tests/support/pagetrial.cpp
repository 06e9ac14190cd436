// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagetrial.h"

#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/github/githubdialect.h"
#include "connectors/jsonreader.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/openrouter/openrouterdialect.h"
#include "support/madeupmembers.h"
#include "support/openapi.h"

#include <memory>

namespace fuseboard::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Instant end = *parseInstant("2026-11-23T00:00:00Z");
const RowOrigin origin {"s", "acme"};

/// A list as it is asked for, and who answers.
struct Asked {
    std::shared_ptr<const UsageDialect> dialect;
    MadeUpProvider provider = MadeUpProvider::openAi;
    UsageTask task;
};

std::vector<Asked> buckets(const std::shared_ptr<const UsageDialect>& dialect, MadeUpProvider provider)
{
    std::vector<Asked> out;
    for (const LedgerLists& ledger : dialect->rules().ledgers)
        for (const UsageList& list : ledger.lists)
            out.push_back({dialect, provider, {list.name, ledger.ledger, list.width, {end - days(7), end}}});
    return out;
}

UsageTask daily(const char* list, Ledger ledger, std::string subject, int manyDays)
{
    return {.list = list,
        .ledger = ledger,
        .width = hours(24),
        .period = {end - days(manyDays), end},
        .subject = std::move(subject)};
}

std::vector<Asked> gitHubLists()
{
    const auto organisation = std::make_shared<GitHubDialect>(GitHubPayer::organisation, "acme");
    const auto enterprise = std::make_shared<GitHubDialect>(GitHubPayer::enterprise, "acme");
    std::vector<Asked> out;
    for (const auto& [list, subject] : {std::pair("usage", ""), {"ai_credit", ""}, {"ai_credit", "octo-1"},
             {"premium_request", ""}, {"premium_request", "octo 2"}, {"seats", "ai_credit"}})
        out.push_back({organisation, MadeUpProvider::gitHub, daily(list, Ledger::providerCost, subject, 1)});
    for (const auto& [list, subject] : {std::pair("usage", ""), {"usage", "cc-1"}, {"usage_total", "cc 2"},
             {"ai_credit", "cc-1"}, {"premium_request", ""}, {"cost_centers", ""}})
        out.push_back({enterprise, MadeUpProvider::gitHubEnterprise,
            daily(list, Ledger::providerCost, subject, std::string_view(list) == "cost_centers" ? 4 : 1)});
    return out;
}

std::vector<Asked> openRouterLists()
{
    const auto dialect = std::make_shared<OpenRouterDialect>();
    const std::string workspace = "0df9e665-d932-5740-b2c7-b52af166bc11", hash(64, 'a');
    std::vector<Asked> out;
    for (const auto& [list, subject] :
        {std::pair("activity", std::string()), {"key_activity", hash}, {"workspaces", {}}, {"keys", workspace}, {"keys", {}}})
        out.push_back({dialect, MadeUpProvider::openRouter, daily(list, Ledger::providerUsage, subject, 7)});
    for (const auto& [list, subject] : {std::pair("workspaces_today", std::string()), {"keys_today", workspace}})
        out.push_back({dialect, MadeUpProvider::openRouter, daily(list, Ledger::providerCost, subject, 1)});
    return out;
}

std::vector<Asked> listsOf(MadeUpProvider provider)
{
    switch (provider) {
    case MadeUpProvider::openAi: return buckets(std::make_shared<OpenAiDialect>(), provider);
    case MadeUpProvider::anthropic: return buckets(std::make_shared<AnthropicDialect>(), provider);
    case MadeUpProvider::gitHub:
    case MadeUpProvider::gitHubEnterprise: return gitHubLists();
    case MadeUpProvider::openRouter: break;
    }
    return openRouterLists();
}

std::string told(const Result<UsagePage>& page)
{
    return page ? std::string("read") : "refused at " + page.error().subject + ": " + page.error().detail;
}

/// Why a page is not what it was made of; empty where it is.
std::string faultOf(const Result<UsagePage>& page, const MadeUpPage& made)
{
    if (!made.refusal.empty())
        return !page && page.error().subject == made.refusal ? std::string() : told(page) + ", without " + made.refusal;
    if (!page)
        return told(page);
    const bool same = sumsOf(page->rows) == made.sums && std::ssize(page->names) == made.names
        && std::ssize(page->follow) == made.follow && page->more == made.more;
    return same ? std::string() : "other sums, names, lists or pages";
}

bool isNamed(const Error& refusal, const std::string& document)
{
    const bool isJson = !json::faultOf(simdjson::padded_string(document), json::Twice::allowed);
    return refusal.subject.starts_with(isJson ? "$." : "$");
}

class Trial {
public:
    explicit Trial(MadeUpProvider provider)
        : m_contract(OpenApi::contractOf(provider))
        , m_lists(listsOf(provider))
    {
        m_out.hasContract = m_contract.has_value();
        m_out.hasAnswers = m_contract && m_contract->knowsAnswers();
    }
    void tryPage(std::uint64_t seed);
    [[nodiscard]] PageTrial outcome() const { return m_out; }

private:
    void count(int& faults, const Asked& asked, const std::string& fault, const std::string& document);

    std::optional<OpenApi> m_contract;
    std::vector<Asked> m_lists;
    Dice m_dice {1};
    PageTrial m_out;
};

void Trial::count(int& faults, const Asked& asked, const std::string& fault, const std::string& document)
{
    if (fault.empty())
        return;
    ++faults;
    if (m_out.firstFault.empty())
        m_out.firstFault = asked.task.list + ": " + fault + "\n" + document;
}

void Trial::tryPage(std::uint64_t seed)
{
    Asked asked = m_lists[seed % m_lists.size()];
    UsageTask& task = asked.task;
    if (asked.provider == MadeUpProvider::openRouter && !task.list.ends_with("activity") && oneIn(m_dice, 2))
        task.page = "100";
    MadeUpPage made = MadeUpPages(asked.provider, seed, 4).page(task, task.period.start, 24);
    ++m_out.pages;
    m_out.bytes += made.json.size();
    const std::string target = asked.dialect->request(task, task.page).path;
    if (m_contract)
        count(m_out.forbidden, asked, m_contract->faultOf(target), target);
    if (m_out.hasAnswers)
        count(m_out.invalid, asked, m_contract->faultOfAnswer(target, made.json), made.json);
    count(m_out.wrong, asked, faultOf(asked.dialect->parse(task, made.json, origin), made), made.json);
    made.json[m_dice() % made.json.size()] = static_cast<char>(m_dice());
    const auto damaged = asked.dialect->parse(task, made.json, origin);
    if (damaged)
        return;
    ++m_out.refused;
    count(m_out.nameless, asked, isNamed(damaged.error(), made.json) ? std::string() : told(damaged), made.json);
}

} // namespace

PageTrial tryPages(MadeUpProvider provider, int pages)
{
    Trial trial(provider);
    for (int i = 0; i < pages; ++i)
        trial.tryPage(static_cast<std::uint64_t>(i));
    return trial.outcome();
}

} // namespace fuseboard::test
