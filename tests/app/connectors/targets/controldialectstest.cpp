// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmcontrol.h"
#include "connectors/targets/controldialects.h"
#include "support/mutations.h"
#include "support/openapi.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

/// A page of a list, and what no such page may lack.
struct Page {
    const char* kind;
    ControlList list;
    QByteArray body;
    std::vector<std::string> required;
};

const std::vector<Page>& pages()
{
    static const std::vector<Page> all {
        {"litellm", {"teams"}, R"({"teams":[{"team_id":"t1","team_alias":"pay","blocked":false,"new":[1]}],"total_pages":1})",
            {"$.teams", "$.teams[0].team_id", "$.total_pages"}},
        {"bifrost", {"virtual-keys"},
            R"({"virtual_keys":[{"id":"k1","is_active":true,"team_id":"t1","budgets":[]}],"total_count":1})",
            {"$.virtual_keys", "$.virtual_keys[0].id", "$.virtual_keys[0].is_active"}},
        {"openrouter", {"keys"}, R"({"data":[{"hash":"h1","name":"ci","disabled":false,"workspace_id":"w1","limit":1.5}]})",
            {"$.data", "$.data[0].hash", "$.data[0].disabled"}},
        {"openrouter", {"workspaces"}, R"({"data":[{"id":"w1","name":"pay"}],"total_count":1})", {"$.data", "$.data[0].id"}},
        {"anthropic", {"api_keys"},
            R"({"data":[{"id":"k1","name":"ci","status":"active","workspace_id":null,"principal":{"x":1}}],"has_more":true,"last_id":"k1"})",
            {"$.data", "$.data[0].id", "$.data[0].status", "$.has_more"}},
        {"openai", {"projects"}, R"({"data":[{"id":"p1","name":"pay","status":"active"}],"has_more":false,"last_id":"p1"})",
            {"$.data", "$.data[0].id", "$.has_more"}},
        {"openai", {"api_keys", "p1", "pay"}, R"({"data":[{"id":"k1","name":"ci","owner":{"type":"user"}}],"has_more":false})",
            {"$.data", "$.data[0].id", "$.has_more"}},
        {"openai", {"spend_limit", "p1", "pay"},
            R"({"object":"project.spend_limit","threshold_amount":1,"currency":"USD","interval":"month","enforcement":{"status":"enforcing"}})",
            {"$.threshold_amount", "$.currency", "$.interval", "$.enforcement", "$.enforcement.status"}},
        {"github", {"seats"}, R"({"total_seats":1,"seats":[{"assignee":{"login":"ada","id":1},"plan_type":"business"}]})",
            {"$.seats", "$.seats[0].assignee.login"}},
        {"github", {"budgets"},
            R"({"budgets":[{"id":"b1","budget_type":"BundlePricing","budget_amount":0,"prevent_further_usage":true,)"
            R"("budget_scope":"user","user":"ada","budget_product_sku":"ai_credits","budget_alerting":{}}],"has_next_page":false})",
            {"$.budgets", "$.budgets[0].id", "$.budgets[0].budget_amount", "$.budgets[0].prevent_further_usage",
                "$.budgets[0].budget_scope", "$.budgets[0].user", "$.budgets[0].budget_product_sku"}},
        {"github", {"effective", "ada"},
            R"({"budgets":[],"effective_budget":{"id":"b1","budget_amount":0,"consumed_amount":1.5}})",
            {"$.effective_budget.budget_amount"}},
    };
    return all;
}

/// One of two is a part of the other.
bool isRelated(const std::string& a, const std::string& b) { return a.starts_with(b) || b.starts_with(a); }

/// The only changes that there are: method, and path with `*` for one part of it.
struct Allowed {
    const char* kind;
    std::vector<std::pair<QByteArray, QString>> requests;
    std::string contract; ///< empty: none
};

const std::vector<Allowed>& allowed()
{
    static const std::vector<Allowed> all {
        {"bifrost", {{"PUT", QStringLiteral("/api/governance/virtual-keys/*")}}, {}},
        {"openrouter", {{"PATCH", QStringLiteral("/keys/*")}}, "openrouter-keys.openapi.json"},
        {"anthropic", {{"POST", QStringLiteral("/v1/organizations/api_keys/*")}}, "anthropic-admin.openapi.json"},
        {"openai",
            {{"POST", QStringLiteral("/organization/projects/*/spend_limit")},
                {"POST", QStringLiteral("/organization/spend_limit")},
                {"DELETE", QStringLiteral("/organization/projects/*/spend_limit")},
                {"DELETE", QStringLiteral("/organization/spend_limit")}},
            "openai-usage.openapi.yaml"},
        {"github",
            {{"POST", QStringLiteral("/organizations/acme/settings/billing/budgets")},
                {"PATCH", QStringLiteral("/organizations/acme/settings/billing/budgets/*")},
                {"DELETE", QStringLiteral("/organizations/acme/settings/billing/budgets/*")}},
            "github-billing.openapi.json"},
        {"github-enterprise",
            {{"POST", QStringLiteral("/enterprises/acme/settings/billing/budgets")},
                {"PATCH", QStringLiteral("/enterprises/acme/settings/billing/budgets/*")},
                {"DELETE", QStringLiteral("/enterprises/acme/settings/billing/budgets/*")}},
            "github-billing.openapi.json"},
    };
    return all;
}

bool fits(const QString& path, const QString& pattern)
{
    const QStringList parts = path.split(QLatin1Char('/')), wanted = pattern.split(QLatin1Char('/'));
    return std::ranges::equal(parts, wanted,
        [](const QString& part, const QString& want) { return want == QLatin1String("*") ? !part.isEmpty() : part == want; });
}

const std::vector<std::string> oddIds {"k1", "a/archive", "k1?x=1", "archive", "k1#", "käse", "%2e%2e", "a b"};
const std::vector<std::string> states {"null", "", "rubbish", R"({"status":"archived"})", R"({"status":"active"})",
    R"({"status":"inactive"})", R"({"disabled":true})", R"({"disabled":false})", R"({"is_active":false})",
    R"({"threshold_amount":1,"currency":"USD","interval":"month"})",
    R"({"threshold_amount":250000,"currency":"USD","interval":"month"})",
    R"({"threshold_amount":0,"currency":"USD","interval":"month"})",
    R"({"id":"b1","budget_amount":0,"prevent_further_usage":true})",
    R"({"id":"b/../x","budget_amount":40,"prevent_further_usage":true})",
    R"({"id":"..","budget_amount":40,"prevent_further_usage":true})",
    R"({"id":"b2","budget_amount":0,"prevent_further_usage":false})"};

} // namespace

/// What the control dialects read and send, without a network.
class ControlDialectsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachIsLookedAtAsOftenAsItsProviderBears_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("seconds");
        QTest::newRow("ours to run") << QByteArray("litellm") << 30;
        QTest::newRow("one request a second") << QByteArray("openrouter") << 30;
        QTest::newRow("once a minute for long") << QByteArray("anthropic") << 60;
        QTest::newRow("5,000 requests an hour") << QByteArray("github") << 60;
        QTest::newRow("not documented") << QByteArray("openai") << 300;
    }
    void eachIsLookedAtAsOftenAsItsProviderBears()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, seconds);
        QCOMPARE(controlDialectOf(kind.toStdString(), "acme")->rules().watchEvery, std::chrono::seconds(seconds));
    }

    void kindsWithALever_data()
    {
        QTest::addColumn<bool>("has");
        for (const char* kind :
            {"litellm", "litellm-calls", "bifrost", "openrouter", "anthropic", "openai", "github", "github-enterprise"})
            QTest::addRow("%s", kind) << true;
        for (const char* kind : {"gateway", "anthropic-claude-code", "cursor", "claudecode", "codex", ""})
            QTest::addRow("none: %s", kind) << false;
    }
    void kindsWithALever()
    {
        QFETCH(bool, has);
        QByteArray kind = QTest::currentDataTag();
        kind.replace("none: ", "");
        QCOMPARE(controlDialectOf(kind.toStdString(), "acme") != nullptr, has);
    }

    void aPageThatBreaksTheContractIsNamedByItsMember()
    {
        for (const Page& page : pages()) {
            const auto dialect = controlDialectOf(page.kind, "acme");
            const auto good = dialect->parse(page.list, {}, page.body.toStdString());
            QVERIFY2(good, page.body.constData());
            QVERIFY2(good->targets.size() + good->follow.size() > 0, page.body.constData());
            std::vector<std::string> missed = page.required;
            int count = 0;
            const Mutations all(
                page.body, [&](const std::string& path, const std::string& change, const std::string& document) {
                    ++count;
                    const auto parsed = dialect->parse(page.list, {}, document);
                    const std::string what = path + ", " + change + ": " + document;
                    if (!parsed) {
                        QCOMPARE(parsed.error().code, ErrorCode::badAnswer);
                        QVERIFY2(isRelated(parsed.error().subject, path), (what + " was " + parsed.error().subject).c_str());
                        if (change == "removed" && parsed.error().subject == path)
                            std::erase(missed, path);
                    }
                });
            QVERIFY(count > 10);
            QVERIFY2(missed.empty(), missed.empty() ? "" : missed.front().c_str());
            for (qsizetype cut = 0; cut < page.body.size(); ++cut)
                QVERIFY(!dialect->parse(page.list, {}, page.body.first(cut).toStdString())
                    || (page.list.name == "spend_limit" && cut == 0)); // nothing at all says that there is no limit
        }
    }

    void anIdThatLeadsElsewhereIsRefused()
    {
        for (const Page& page : pages()) {
            if (page.kind == std::string_view("litellm") || page.kind == std::string_view("bifrost"))
                continue;
            for (const char* id : {"", ".", ".."}) {
                QByteArray body = page.body;
                for (const char* known : {"\"h1\"", "\"w1\"", "\"k1\"", "\"p1\"", "\"b1\"", "\"ada\""})
                    body.replace(known, '"' + QByteArray(id) + '"');
                if (body != page.body && page.list.name != "effective")
                    QVERIFY2(!controlDialectOf(page.kind, "acme")->parse(page.list, {}, body.toStdString()), body.constData());
            }
        }
    }

    void nothingThatCantBeUndoneCanBeSaid()
    {
        for (const Allowed& system : allowed()) {
            const auto dialect = controlDialectOf(system.kind, "acme");
            const auto contract = OpenApi::read(std::string(FUSEBOARD_SHARED "/contracts/") + system.contract);
            int sent = 0;
            for (const std::string& id : oddIds)
                for (const std::string& now : states)
                    for (const std::string& before : states) {
                        ControlTarget target;
                        target.id = target.name = target.project = target.key = target.person = id;
                        target.state = now;
                        auto requests = dialect->restore(target, before);
                        std::ranges::move(dialect->hold(target), std::back_inserter(requests));
                        for (const ControlRequest& one : requests) {
                            ++sent;
                            const QString path = QString::fromStdString(one.path);
                            const std::string what = one.method.toStdString() + " " + one.path + " " + one.body.toStdString();
                            QVERIFY2(
                                std::ranges::any_of(system.requests,
                                    [&](const auto& known) { return known.first == one.method && fits(path, known.second); }),
                                what.c_str());
                            QVERIFY2(!one.body.contains("archived"), what.c_str());
                            if (one.method == "DELETE") // only of what a freeze has set, where there was nothing before
                                QVERIFY2(before == "null" && (now == states[9] || now == states[12]), what.c_str());
                            if (contract && !system.contract.empty())
                                QCOMPARE(contract->faultOf(one.method.toStdString(), one.path, one.body.toStdString()),
                                    std::string());
                        }
                    }
            QVERIFY(sent > 100);
        }
    }

    void aRequestThatTheContractDoesNotKnowIsFound_data()
    {
        QTest::addColumn<QByteArray>("contract");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("fault");
        const QByteArray openAi = "openai-usage.openapi.yaml", limit = "/organization/projects/p/spend_limit";
        const QByteArray router = "openrouter-keys.openapi.json", anthropic = "anthropic-admin.openapi.json";
        const QByteArray gitHub = "github-billing.openapi.json", budgets = "/organizations/a/settings/billing/budgets";
        QTest::addRow("nothing wrong") << openAi << QByteArray("POST") << limit
                                       << QByteArray(R"({"threshold_amount":1,"currency":"USD","interval":"month"})")
                                       << QByteArray();
        QTest::addRow("too small") << openAi << QByteArray("POST") << limit
                                   << QByteArray(R"({"threshold_amount":0,"currency":"USD","interval":"month"})")
                                   << QByteArray("$.threshold_amount is too small");
        QTest::addRow("another word") << openAi << QByteArray("POST") << limit
                                      << QByteArray(R"({"threshold_amount":1,"currency":"USD","interval":"day"})")
                                      << QByteArray("$.interval can't be");
        QTest::addRow("a member missing") << openAi << QByteArray("POST") << limit
                                          << QByteArray(R"({"threshold_amount":1,"currency":"USD"})")
                                          << QByteArray("$.interval is missing");
        QTest::addRow("another method") << openAi << QByteArray("PATCH") << limit << QByteArray("{}")
                                        << QByteArray("no PATCH of");
        QTest::addRow("a body that does not belong")
            << openAi << QByteArray("DELETE") << limit << QByteArray("{}") << QByteArray("a body where none belongs");
        QTest::addRow("no body") << router << QByteArray("PATCH") << QByteArray("/keys/h") << QByteArray()
                                 << QByteArray("no body");
        QTest::addRow("a wrong type") << router << QByteArray("PATCH") << QByteArray("/keys/h")
                                      << QByteArray(R"({"disabled":"yes"})") << QByteArray("$.disabled is of another type");
        QTest::addRow("a member too many") << router << QByteArray("PATCH") << QByteArray("/keys/h")
                                           << QByteArray(R"({"is_disabled":true})") << QByteArray("$.is_disabled is not known");
        QTest::addRow("a status that can't be set")
            << anthropic << QByteArray("POST") << QByteArray("/v1/organizations/api_keys/k")
            << QByteArray(R"({"status":"expired"})") << QByteArray("$.status can't be");
        QTest::addRow("a wrong part of a part")
            << gitHub << QByteArray("POST") << budgets
            << QByteArray(
                   R"({"budget_amount":0,"prevent_further_usage":true,"budget_scope":"user","budget_type":"BundlePricing",)"
                   R"("budget_alerting":{"will_alert":false,"alert_recipients":[1]}})")
            << QByteArray("$.budget_alerting.alert_recipients[] is of another type");
        QTest::addRow("a page that is too long")
            << anthropic << QByteArray("GET") << QByteArray("/v1/organizations/api_keys?limit=1001") << QByteArray()
            << QByteArray("limit is too small or too large");
    }
    void aRequestThatTheContractDoesNotKnowIsFound()
    {
        QFETCH(QByteArray, contract);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, fault);
        const auto known = OpenApi::read(std::string(FUSEBOARD_SHARED "/contracts/") + contract.toStdString());
        if (!known)
            QSKIP("the provider's file is not here");
        const std::string found = known->faultOf(method.toStdString(), target.toStdString(), body.toStdString());
        QVERIFY2(fault.isEmpty() ? found.empty() : found.starts_with(fault.toStdString()), found.c_str());
    }

    void aTargetToldTwiceCountsAsNotHeld()
    {
        const auto dialect = controlDialectOf("openrouter", {});
        ControlTarget held, free;
        held.id = free.id = "key h1";
        held.held = true;
        for (const auto& told : {std::vector {held, free}, std::vector {free, held}}) {
            const auto joined = dialect->join(told);
            QCOMPARE(joined.size(), 1U);
            QVERIFY(!joined.front().held);
        }
    }

    void knowsTheVersionsWithABrokenKeyCheck()
    {
        const auto caveat = [](const std::string& version) {
            return LiteLlmControl().caveatOf(R"({"status":"healthy","litellm_version":")" + version + R"("})");
        };
        for (const char* broken : {"1.81.16", "1.82.0", "v1.83.6-stable", "1.82.3.rc1", "1.83.0-nightly"})
            QVERIFY2(caveat(broken) == LeverCaveat::brokenKeyCheck, broken);
        for (const char* other :
            {"1.81.15", "1.83.7", "1.104.0", "2.0.0", "0.82.1", "1.82", "1.x.2", "soon", "1.82.-1", "", "1.82.99999999999"})
            QVERIFY2(caveat(other) == LeverCaveat::none, other);
        for (const char* nothing : {"", "[]", "{\"litellm_version\":1.82}", "{\"status\":\"healthy\"}", "<html>"})
            QVERIFY2(LiteLlmControl().caveatOf(nothing) == LeverCaveat::none, nothing);
    }
};

QTEST_APPLESS_MAIN(ControlDialectsTest)
#include "controldialectstest.moc"
