// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupboard.h"

#include "domain/callers.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace fuseboard::madeup {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

struct Line {
    const char* name;
    const char* id;
    std::int64_t budget, spent, lastWeek;
    int people, agents, keys;
};

/// As in the pictures; last week's part is chosen so that Payments alone runs out early.
constexpr std::array lines {Line {"Payments", "team-payments", 20'000, 15'940, 6'230, 14, 9, 11},
    Line {"Search & Ranking", "team-search-ranking", 18'000, 12'460, 3'900, 11, 7, 8},
    Line {"Platform", "team-platform", 16'000, 11'210, 3'500, 9, 6, 7},
    Line {"Mobile", "team-mobile", 12'000, 9'710, 2'000, 8, 5, 6},
    Line {"Data Science", "team-data-science", 14'000, 10'630, 3'000, 9, 8, 9},
    Line {"Support Bots", "team-support-bots", 10'000, 6'480, 2'000, 6, 5, 5},
    Line {"Growth", "team-growth", 6'000, 1'630, 500, 4, 2, 3}};

/// How much an hour usually costs, in thousandths: quiet nights and weekends.
std::int64_t weightOf(const Calendar& berlin, Instant hour)
{
    const auto ofDay = hour - berlin.dayAt(hour).start;
    const std::int64_t day = berlin.isWeekend(hour) ? 200 : 1000;
    return ofDay >= hours(7) && ofDay < hours(20) ? day * 16 / 10 : day * 15 / 100;
}

BreakdownRow row(const char* name, std::int64_t spent, std::optional<int> change, std::int64_t estimated = 0)
{
    return {name, {}, spent * unit, estimated * unit, change, false, name};
}

void fillBreakdown(TeamBoard& team, std::int64_t spent)
{
    // The others take what the named ones leave, so that every list adds up.
    const auto rest = [&](std::vector<BreakdownRow> rows, int others) {
        const std::int64_t named = std::accumulate(
            rows.begin(), rows.end(), std::int64_t {0}, [](std::int64_t sum, const BreakdownRow& r) { return sum + r.nano; });
        const std::int64_t left = spent * unit - named;
        for (int i = 0; i < others; ++i) {
            const std::int64_t share = i + 1 == others ? left - left / others * (others - 1) : left / others;
            rows.push_back(
                {"small-job-" + std::to_string(i + 1), {}, share, 0, -1, false, "small-job-" + std::to_string(i + 1)});
        }
        return rows;
    };
    team.byAgent =
        rest({row("checkout-agent", spent * 5210 / 15940, 212), row("fraud-review", spent * 3480 / 15940, 4),
                 row("Claude Code, J. Ortiz and 13 more", spent * 2150 / 15940, -6, spent * 2150 / 15940),
                 row("ledger-batch", spent * 1690 / 15940, 9), row("invoice-reader", spent * 1120 / 15940, std::nullopt)},
            11);
    team.byModel = rest({row("claude-opus-5", spent * 48 / 100, 31), row("gpt-5.6", spent * 33 / 100, 2),
                            row("claude-haiku-4-5", spent * 11 / 100, -12)},
        2);
    team.byPerson = rest(
        {row("J. Ortiz", spent * 22 / 100, 15), row("A. Meyer", spent * 18 / 100, -3), row("M. Sato", spent * 12 / 100, 4)},
        11);
    team.estimatedNano = spent * 2150 / 15940 * unit;
}

TeamBoard makeTeam(const Line& line)
{
    TeamBoard out;
    out.id = line.id;
    out.name = line.name;
    out.input.period = calendar().periodAt(now(), PeriodKind::month);
    out.input.now = now();
    out.input.dataSince = at("2026-09-01T00:00:00Z");
    if (line.budget > 0)
        out.input.budget = {{out.input.period.start, line.budget * unit}};
    out.input.spent = spending(out.input.period, now(), line.spent, line.lastWeek);
    if (out.id == "team-payments") {
        out.input.budget = {{out.input.period.start, 18'000 * unit}, {at("2026-11-10T09:00:00Z"), 20'000 * unit}};
        out.billedElsewhereNano = 412 * unit;
        out.lastPeriod =
            spending({at("2026-10-31T23:00:00Z"), at("2026-11-30T23:00:00Z")}, at("2026-11-30T22:00:00Z"), 17'200, 3'900);
    }
    out.burn = burnDown(out.input, calendar());
    out.perHourNano = out.burn.ratePerDayNano.value_or(0) / 24;
    out.requests = line.spent * 37;
    out.people = line.people;
    out.agents = line.agents;
    out.keys = line.keys;
    fillBreakdown(out, line.spent);
    for (int i = 0; i < line.agents; ++i)
        out.byAgent[static_cast<std::size_t>(i)].isAgent = true;
    return out;
}

void addUp(Board& board)
{
    TeamBoard& all = board.all;
    std::vector<TeamBoard> parts = board.teams;
    parts.push_back(board.unallocated);
    all.input = parts.front().input;
    all.input.budget = {{board.period.start, 94'000 * unit}, {at("2026-11-10T09:00:00Z"), 96'000 * unit}};
    for (SpendPoint& point : all.input.spent)
        point.spentNano = 0;
    for (const TeamBoard& part : parts) {
        for (std::size_t i = 0; i < all.input.spent.size(); ++i)
            all.input.spent[i].spentNano += part.input.spent[i].spentNano;
        all.people += part.people;
        all.agents += part.agents;
        all.keys += part.keys;
        all.requests += part.requests;
        all.estimatedNano += part.estimatedNano;
        all.billedElsewhereNano += part.billedElsewhereNano;
        for (BreakdownRow row : part.byAgent) {
            row.team = part.name;
            all.byAgent.push_back(row);
        }
    }
    std::ranges::stable_sort(all.byAgent, std::greater {}, &BreakdownRow::nano);
    all.byModel = all.byPerson = all.byAgent;
    all.burn = burnDown(all.input, calendar());
    all.perHourNano = all.burn.ratePerDayNano.value_or(0) / 24;
}

SourceView source(const char* id, const char* name, const char* kind, seconds interval, Instant lastAnswer, bool canFreeze)
{
    SourceView out;
    out.id = id;
    out.name = name;
    out.kind = kind;
    out.interval = interval;
    out.lastAnswer = lastAnswer;
    out.completeUpTo = lastAnswer;
    out.toldRows = 128'400;
    out.canFreeze = canFreeze;
    return out;
}

} // namespace

std::vector<SpendPoint> spending(const Period& period, Instant end, std::int64_t total, std::int64_t lastWeek)
{
    const Calendar berlin = calendar();
    const Instant weekAgo = end - hours(24 * 7);
    std::int64_t before = 0, after = 0;
    for (Instant t = period.start; t < end; t += hours(1))
        (t < weekAgo ? before : after) += weightOf(berlin, t);
    std::vector<SpendPoint> points;
    std::int64_t doneBefore = 0, doneAfter = 0;
    for (Instant t = period.start; t < end; t += hours(1)) {
        const auto part = [](std::int64_t amount, std::int64_t done, std::int64_t whole) {
            return whole == 0 ? 0 : static_cast<std::int64_t>(static_cast<Int128>(amount) * unit * done / whole);
        };
        points.push_back({t, part(total - lastWeek, doneBefore, before) + part(lastWeek, doneAfter, after)});
        (t < weekAgo ? doneBefore : doneAfter) += weightOf(berlin, t);
    }
    points.push_back({end, total * unit});
    return points;
}

TeamBoard team(const char* name, const char* id, std::int64_t budget, std::int64_t spent, std::int64_t lastWeek)
{
    return makeTeam({name, id, budget, spent, lastWeek, 0, 0, 0});
}

Calendar calendar() { return *Calendar::make("Europe/Berlin"); }
Instant at(const char* rfc3339) { return *parseInstant(rfc3339); }
Instant now() { return at("2026-11-23T13:20:00Z"); }

Board board()
{
    Board out = emptyBoard();
    for (const Line& line : lines)
        out.teams.push_back(makeTeam(line));
    out.unallocated = makeTeam({"Unallocated", "", 0, 880, 280, 0, 0, 3});
    out.unallocatedParts = {
        {"proj_trial", {}, {}, 520 * unit}, {{}, "key_3f9c", {}, 240 * unit}, {{}, {}, "nightly-eval", 120 * unit}};
    addUp(out);
    return out;
}

Board protectedBoard()
{
    Board out = board();
    out.teams.front().isProtected = true;
    return out;
}

BlastPreview paymentsPreview()
{
    const Board company = board();
    BlastPreview out;
    out.scope = payments();
    out.keys = {"checkout-agent", "fraud-review", "ledger-batch", "invoice-reader", "J. Ortiz", "A. Meyer", "M. Sato", "ci"};
    for (const std::string_view name : peopleOf(company.teams.front()))
        out.people.emplace_back(name);
    for (const std::string_view name : agentsOf(company.teams.front()))
        out.agents.emplace_back(name);
    out.perHour = {company.teams.front().perHourNano, Currency::usd()};
    out.protectedTeams = {"Payments"};
    out.levers = switchboard().levers;
    out.levers[2].refuses = {ScopeKind::organisation};
    LeverLook gateway;
    gateway.running = 14;
    gateway.moneySetAside = Money {212 * unit, Currency::usd()};
    LeverLook bifrost;
    bifrost.holds = {"key pay-prod", "key pay-ci"};
    bifrost.heldAlready = {"key pay-old"};
    bifrost.alsoStops = {"team-growth"};
    LeverView second = out.levers[1];
    second.id = "bifrost";
    second.name = "Bifrost";
    second.cause.reset();
    out.levers.push_back(second);
    out.outlooks = {
        {"gateway", gateway}, {"litellm", fail(ErrorCode::timedOut, "LiteLLM", "no answer within 10 s")}, {"bifrost", bifrost}};
    out.unstoppable = {"OpenAI"};
    return out;
}

Board staleBoard()
{
    Board out = board();
    out.sources.front().lastAnswer = at("2026-11-23T10:20:00Z");
    out.sources.front().completeUpTo = out.sources.front().lastAnswer;
    out.sources.front().error = Error {ErrorCode::timedOut, "Gateway", {}};
    return out;
}

Board emptyBoard()
{
    Board out;
    out.asOf = now() - seconds(42);
    out.period = calendar().periodAt(now(), PeriodKind::month);
    out.periodLabel = "2026-11";
    out.currency = Currency::usd();
    out.all.name = "All teams";
    out.unallocated.name = "Unallocated";
    // A minute a poll, so that an answer 42 s ago is none too old.
    out.sources = {source("gateway", "Gateway", "gateway", seconds(60), now() - seconds(42), true),
        source("openai", "OpenAI", "openai", seconds(300), now() - seconds(60), false)};
    return out;
}

FreezeView freeze(FreezeStage stage, const Scope& scope)
{
    FreezeView view;
    view.scope = scope;
    view.stage = stage;
    view.wanted =
        stage == FreezeStage::resumeRequested || stage == FreezeStage::resumed ? HoldState::released : HoldState::frozen;
    view.generation = 7;
    view.orderedAt = at("2026-11-23T13:19:31Z");
    view.by = "A. Meyer";
    view.reason = "pressed in the window";
    for (const char* name : {"Gateway eu-1", "Gateway eu-2", "Gateway us-1", "Gateway us-2", "Gateway ap-1", "Gateway ap-2"}) {
        PlaceView place;
        place.id = place.name = name;
        place.stage = PlaceStage::proved;
        place.provedAt = at("2026-11-23T13:19:32Z");
        place.lastAnswer = place.provedAt;
        place.generation = 7;
        place.tellsInFlight = true;
        view.places.push_back(place);
    }
    PlaceView& first = view.places.front();
    first.inFlight = stage == FreezeStage::resumed || stage == FreezeStage::resumeRequested ? 0 : 14;
    first.moneySetAside = Money {212 * unit, Currency::usd()};
    const auto last = [&](PlaceStage place) {
        for (std::size_t i = 4; i < 6; ++i) {
            view.places[i].stage = place;
            view.places[i].provedAt.reset();
        }
    };
    switch (stage) {
    case FreezeStage::requested:
        for (PlaceView& place : view.places) {
            place.stage = PlaceStage::waiting;
            place.provedAt.reset();
        }
        break;
    case FreezeStage::freezing:
    case FreezeStage::resumeRequested: last(PlaceStage::ordered); break;
    case FreezeStage::partlyProved: last(PlaceStage::readBack); break;
    case FreezeStage::notProved:
        last(PlaceStage::silent);
        view.places[4].lastAnswer = at("2026-11-23T13:19:40Z");
        view.places[4].cause = Error {ErrorCode::unreachable, "Gateway ap-1", "connection refused"};
        view.places[5].stage = PlaceStage::lying;
        view.places[5].cause = Error {ErrorCode::badAnswer, "Gateway ap-2", "a page instead of JSON"};
        break;
    case FreezeStage::changedOutside: last(PlaceStage::changedOutside); break;
    case FreezeStage::frozen:
    case FreezeStage::resumed:
    case FreezeStage::allowed: view.provedAt = at("2026-11-23T13:19:32Z"); break;
    }
    return view;
}

FreezeBoard quietFreezes()
{
    FreezeBoard out;
    FreezeView science = freeze(FreezeStage::frozen, Scope::ofTeam("team-data-science"));
    science.orderedAt = at("2026-11-23T08:31:00Z");
    science.provedAt = at("2026-11-23T08:31:01Z");
    science.places.front().inFlight = 0;
    science.places.front().moneySetAside.reset();
    out.views.emplace(science.scope, science);
    return out;
}

FreezeBoard freezes(FreezeStage stage)
{
    FreezeBoard out = quietFreezes();
    out.views.emplace(payments(), freeze(stage));
    return out;
}

FreezeBoard askingFreezes()
{
    FreezeBoard out = freezes(FreezeStage::resumeRequested);
    FreezeView& view = out.views.at(payments());
    view.stage = FreezeStage::changedOutside;
    view.reason = "The cause is found and fixed";
    for (PlaceView& place : view.places)
        place.stage = PlaceStage::proved;
    PlaceView& asking = view.places[0];
    asking.name = "OpenRouter";
    asking.stage = PlaceStage::changedOutside;
    asking.provedAt.reset();
    asking.cause = Error {ErrorCode::changedMeanwhile, "OpenRouter",
        R"(key pay-prod was {"limit":500} before the freeze and is {"limit":900} now)"};
    return out;
}

FreezeBoard switchboard()
{
    FreezeBoard out;
    const std::set<ScopeKind> kinds {ScopeKind::organisation, ScopeKind::team, ScopeKind::token};
    out.levers = {{"gateway", "Gateway", kinds, kinds, true, seconds(10), seconds(2), true, {}},
        {"litellm", "LiteLLM", kinds, {}, true, seconds(75), seconds(30), true,
            Error {ErrorCode::timedOut, "LiteLLM", "no answer within 10 s"}},
        {"openai", "OpenAI limits", kinds, {}, false, std::chrono::minutes(10), seconds(30), true, {}}};
    const auto add = [&](const char* team, FreezeStage stage, std::vector<PlaceStage> stages) {
        FreezeView view = freeze(stage, Scope::ofTeam(team));
        view.places.resize(stages.size());
        for (std::size_t i = 0; i < stages.size(); ++i) {
            PlaceView& place = view.places[i];
            place.id = out.levers[i].id;
            place.name = out.levers[i].name;
            place.stage = stages[i];
            place.canProbe = out.levers[i].canProbe;
            place.times = {};
            if (stages[i] == PlaceStage::proved)
                place.times = {
                    std::chrono::milliseconds(12), std::chrono::milliseconds(21), std::chrono::milliseconds(34), {}, {}};
            else
                place.provedAt.reset();
            if (stages[i] == PlaceStage::silent)
                place.cause = Error {ErrorCode::timedOut, place.name, "no answer within 10 s"};
        }
        out.views.emplace(view.scope, view);
    };
    add("team-payments", FreezeStage::notProved, {PlaceStage::proved, PlaceStage::silent, PlaceStage::nothingHere});
    add("team-mobile", FreezeStage::partlyProved, {PlaceStage::proved, PlaceStage::nothingHere, PlaceStage::readBack});
    add("team-data-science", FreezeStage::frozen, {PlaceStage::proved, PlaceStage::nothingHere, PlaceStage::nothingHere});
    add("team-support-bots", FreezeStage::changedOutside,
        {PlaceStage::proved, PlaceStage::changedOutside, PlaceStage::nothingHere});
    add("team-growth", FreezeStage::freezing, {PlaceStage::ordered, PlaceStage::waiting, PlaceStage::nothingHere});
    out.rules.emplace("gateway", rulesAtWork());
    return out;
}

std::vector<RuleBreaker> rulesAtWork()
{
    const Scope key {ScopeKind::token, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
    std::vector<RuleBreaker> out {
        {Scope::ofTeam("team-growth"), BreakerCause::spendRate, BreakerState::throttled, false, at("2026-11-23T13:02:00Z"),
            "This scope spends at a rate of 128.40 USD an hour, above the limit of 100.00 USD an hour."},
        {Scope::ofTeam("team-platform"), BreakerCause::spendRate, BreakerState::downgraded, true, at("2026-11-23T12:48:00Z"),
            "This scope spends at a rate of 61.00 USD an hour, above the limit of 50.00 USD an hour."},
        {key, BreakerCause::spendRate, BreakerState::warning, false, at("2026-11-23T13:11:00Z"),
            "This scope spends at a rate of 21.75 USD an hour, above the limit of 20.00 USD an hour."},
        {Scope::everything(), BreakerCause::spendRate, BreakerState::downgraded, false, at("2026-11-23T13:14:00Z"),
            "This scope spends at a rate of 640.00 USD an hour, above the limit of 500.00 USD an hour."},
        {{ScopeKind::session, "f3b1c2d4-77aa"}, BreakerCause::loops, BreakerState::open, false, at("2026-11-23T12:58:00Z"),
            "This session gets nowhere: Read was called 6 times more with the same arguments and the same result.", "",
            "team-mobile", "ci"},
        {{ScopeKind::model, "gpt-5.6"}, BreakerCause::failures, BreakerState::halfOpen, false, at("2026-11-23T13:05:00Z"),
            "This model fails: 5 calls in a row, the last with status 503.", "openai"}};
    keepFirst(out, out.size());
    return out;
}

std::vector<Drill> drills()
{
    using std::chrono::milliseconds;
    const auto drill = [](const char* time, std::optional<milliseconds> litellm) {
        return Drill {.team = "team-growth",
            .at = at(time),
            .places = {{.id = "gateway", .name = "Gateway", .isShown = true, .toStop = milliseconds(34), .cause = {}},
                {.id = "litellm",
                    .name = "LiteLLM",
                    .isShown = litellm.has_value(),
                    .toStop = litellm,
                    .cause = litellm ? "" : "no answer within 75 s"}},
            .isReleased = true};
    };
    return {drill("2026-11-02T08:00:00Z", milliseconds(31'200)), drill("2026-11-09T08:00:00Z", milliseconds(28'400)),
        drill("2026-11-16T08:00:00Z", std::nullopt), drill("2026-11-23T08:00:00Z", milliseconds(29'900))};
}

DrillPlan drillPlan() { return {"team-growth", std::chrono::days(7)}; }

Organisation organisation()
{
    Organisation out;
    for (const Line& line : lines) {
        out.teams.push_back({line.id, line.name, "A. Meyer", "CC-10", "Products"});
        Budget budget;
        budget.scope = BudgetScope::ofTeam(line.id);
        budget.amount = Money {line.budget * unit, Currency::usd()};
        budget.since = calendar().periodAt(now(), PeriodKind::month).start;
        budget.by = "A. Meyer";
        out.budgets.push_back(budget);
    }
    return out;
}

} // namespace fuseboard::madeup
