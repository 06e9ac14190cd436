// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/script.h"
#include "loops/sessions.h"

#include <array>

namespace fuseboard::test::loops {
namespace {

using gateway::Api;

const std::vector<std::string> excuses {"Let me try that again.", "I will check once more.", "Strange. Let me retry.",
    "That did not work as expected, trying again.", "Let me verify the result.", "One more attempt.",
    "I need to look at this again."};

/// What the model says while it is stuck: nothing, always the same, one of a few, or something new each time.
class Chatter {
public:
    explicit Chatter(Dice& dice)
        : m_dice(dice)
        , m_manner(dice.number(0, 3))
    {
    }
    std::string next()
    {
        switch (m_manner) {
        case 0: return {};
        case 1: return excuses[0];
        case 2: return m_dice.pick(excuses);
        }
        return m_dice.pick(excuses) + " " + m_dice.text(m_dice.number(20, 120));
    }

private:
    Dice& m_dice;
    std::size_t m_manner;
};

std::size_t length(Dice& dice) { return dice.number(10, 24); }

ToolCall anyCall(Dice& dice)
{
    const std::string path = dice.path();
    switch (dice.number(0, 5)) {
    case 0: return {"Read", std::format(R"({{"path":"{}"}})", path), dice.listing(dice.number(100, 3000))};
    case 1: return {"Grep", std::format(R"({{"pattern":"{}"}})", dice.name()), "No matches found"};
    case 2:
        return {"Bash", std::format(R"({{"command":"make {}"}})", dice.word()),
            std::format("{}:{}: error: {} was not declared\nmake: *** [all] Error 2", path, dice.number(3, 900), dice.name()),
            true};
    case 3:
        return {"web_search", std::format(R"({{"query":"{}","limit":10}})", dice.words(4)), dice.text(dice.number(200, 1500))};
    case 4: return {"list_files", R"({"path":"."})", dice.listing(dice.number(60, 400))};
    default:
        return {"get_ticket", std::format(R"({{"id":{}}})", dice.number(100, 9000)),
            std::format(R"({{"status":"open","owner":null,"note":"{}"}})", dice.words(8))};
    }
}

/// Notes that agents keep for themselves between the calls that get nowhere.
class Notes {
public:
    explicit Notes(Script& script)
        : m_script(script)
        , m_keeps(script.dice.chance(0.12))
    {
    }
    void next()
    {
        if (m_keeps && m_script.dice.chance(0.4))
            m_script.answer(
                {"", {{"update_notes", std::format(R"({{"note":"{}"}})", m_script.dice.words(9)), "Notes updated."}}, {}},
                m_script.dice.number(2, 20));
    }

private:
    Script& m_script;
    bool m_keeps;
};

void sameCall(Script& script)
{
    script.work(script.dice.number(0, 12));
    Chatter chatter(script.dice);
    std::vector<ToolCall> calls {anyCall(script.dice)};
    if (script.dice.chance(0.25))
        calls.push_back(anyCall(script.dice));
    script.answer({chatter.next(), calls, {}}, script.dice.number(2, 20)); // the first has news
    script.stuckFromHere();
    Notes notes(script);
    for (std::size_t i = length(script.dice); i > 0; --i) {
        script.answer({chatter.next(), calls, {}}, script.dice.number(2, 20));
        notes.next();
    }
}

void cycle(Script& script)
{
    script.work(script.dice.number(0, 10));
    Chatter chatter(script.dice);
    std::vector<ToolCall> round;
    for (std::size_t i = script.dice.chance(0.2) ? script.dice.number(6, 12) : script.dice.number(2, 5); i > 0; --i)
        round.push_back(anyCall(script.dice));
    if (script.dice.chance(0.4)) { // does and undoes
        const std::string path = script.dice.path(), one = script.dice.words(4), other = script.dice.words(4);
        round[0] = {
            "Edit", std::format(R"({{"path":"{}","old":"{}","new":"{}"}})", path, one, other), "The file has been updated."};
        round[1] = {
            "Edit", std::format(R"({{"path":"{}","old":"{}","new":"{}"}})", path, other, one), "The file has been updated."};
    }
    for (const ToolCall& call : round)
        script.answer({chatter.next(), {call}, {}}, script.dice.number(2, 20));
    script.stuckFromHere();
    Notes notes(script);
    for (std::size_t i = 0, end = length(script.dice) + round.size(); i < end; ++i) {
        script.answer({chatter.next(), {round[i % round.size()]}, {}}, script.dice.number(2, 20));
        notes.next();
    }
}

/// The same wish with something in it that changes: a time, an id, the number of the try.
std::string changingArguments(Dice& dice, std::size_t manner, const std::string& wish, std::size_t i, std::size_t seconds)
{
    switch (manner) {
    case 0: return std::format(R"({{"query":"{}","timestamp":"{}"}})", wish, dice.timeOfDay(seconds));
    case 1: return std::format(R"({{"query":"{}","request_id":"{}"}})", wish, dice.uuid());
    case 2: return std::format(R"({{"query":"{}","attempt":{}}})", wish, i + 1);
    case 3:
        return std::format(
            R"({{"url":"https://api.{}.example/v2/jobs?nocache={}"}})", wish.substr(0, wish.find(' ')), 1764'000'000 + seconds);
    case 4: return std::format(R"({{"command":"curl -s {} # try {}"}})", wish.substr(0, wish.find(' ')), i + 1);
    default: // in other words
        return dice.chance(0.5) ? std::format(R"({{"query":"{} {}"}})", wish, dice.word())
                                : std::format(R"({{"query":"{} {}"}})", dice.word(), wish);
    }
}

std::string changingResult(Dice& dice, std::size_t manner, const std::string& fixed, std::size_t seconds)
{
    switch (manner) {
    case 0: return fixed;
    case 1: return std::format("{} {}", dice.timeOfDay(seconds), fixed);
    case 2:
        return std::format(R"({{"requestId":"{}","message":"{}","durationMs":{}}})", dice.uuid(), fixed, dice.number(20, 900));
    case 3: return std::format("Error: {} (trace {}, took {} ms)", fixed, dice.hex(16), dice.number(20, 900));
    default: return fixed + " Tip of the day: " + dice.words(5) + ".";
    }
}

void nearRepeat(Script& script)
{
    script.work(script.dice.number(0, 10));
    Chatter chatter(script.dice);
    Dice& dice = script.dice;
    const std::string tool = dice.pick(std::vector<std::string> {"search", "fetch", "query_database", "Bash", "get_order"});
    const std::string wish = dice.words(5), fixed = dice.text(dice.number(60, 700));
    const std::size_t ways = dice.number(0, 5), answers = dice.chance(0.08) ? 4 : dice.number(0, 3);
    const auto turn = [&](std::size_t i) {
        return Turn {chatter.next(),
            {{tool, changingArguments(dice, ways, wish, i, script.clock()),
                changingResult(dice, answers, fixed, script.clock()), answers == 3}},
            {}};
    };
    script.answer(turn(0), dice.number(2, 20));
    script.stuckFromHere();
    for (std::size_t i = 1, end = length(dice); i <= end; ++i)
        script.answer(turn(i), dice.number(2, 20));
}

/// A script says "continue", and the model has nothing more to say, or always the same.
void nothingNew(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(0, 6));
    const std::string urge =
        dice.pick(std::vector<std::string> {"continue", "Please continue.", "Go on.", "You have not called a tool. Continue."});
    const bool twoBots = dice.chance(0.3);
    std::vector<std::array<std::string, 2>> exchange {{dice.chance(0.3) ? "" : "The task is complete. " + dice.text(40), urge}};
    if (twoBots)
        exchange = {{"Thank you for your help! " + dice.words(4), "You are welcome. Is there anything else?"},
            {"No, that is all. " + dice.words(3), "Great. Thank you for your help!"}};
    for (const auto& [said, asked] : exchange)
        script.answer({said, {}, asked}, dice.number(2, 20));
    script.stuckFromHere();
    for (std::size_t i = 0, end = length(dice); i < end; ++i)
        script.answer({exchange[i % exchange.size()][0], {}, exchange[i % exchange.size()][1]}, dice.number(2, 20));
}

/// Each call appends the same long result once more.
void growing(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(0, 6));
    Chatter chatter(dice);
    const std::string log = dice.listing(dice.number(8'000, 30'000)), path = dice.path();
    const bool dated = dice.chance(0.5);
    const auto turn = [&] {
        return Turn {chatter.next(),
            {{"Bash", std::format(R"({{"command":"cat {}"}})", path),
                (dated ? dice.timeOfDay(script.clock()) + "\n" : "") + log}},
            {}};
    };
    script.answer(turn(), dice.number(2, 20));
    script.stuckFromHere();
    for (std::size_t i = length(dice); i > 0; --i)
        script.answer(turn(), dice.number(2, 20));
}

/// The client sends the very same request again and again: its provider fails, or it does not take the answer.
void resends(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 8));
    const bool fails = dice.chance(0.7);
    if (fails)
        script.session.calls.back().fails = true;
    script.stuckFromHere();
    for (std::size_t i = length(dice); i > 0; --i) {
        script.again(dice.number(2, 15));
        script.session.calls.back().fails = fails;
    }
}

/// A tool fails with one error, whatever is tried.
void sameError(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(0, 8));
    Chatter chatter(dice);
    const std::string wish = dice.words(3);
    const std::string error =
        dice.pick(std::vector<std::string> {"Error: connection refused", "Error: 429 Too Many Requests, retry later",
            "psql: error: connection to server failed: FATAL: password authentication failed", "bash: permission denied",
            "Error: ETIMEDOUT"});
    const bool dated = dice.chance(0.4), varies = dice.chance(0.6);
    const auto turn = [&] {
        const std::string flags = varies ? " --" + dice.word() + " " + dice.word() : "";
        return Turn {chatter.next(),
            {{"Bash", std::format(R"({{"command":"deploy {}{}"}})", wish, flags),
                dated ? std::format("[{}] {}", dice.timeOfDay(script.clock()), error) : error, true}},
            {}};
    };
    script.answer(turn(), dice.number(2, 20));
    script.stuckFromHere();
    for (std::size_t i = length(dice); i > 0; --i)
        script.answer(turn(), dice.number(2, 20));
}

/// Agents that only hand their task on to the next agent.
void fanOut(Script& script)
{
    Dice& dice = script.dice;
    script.session.session = dice.uuid();
    script.work(dice.number(1, 5));
    const std::size_t manner = dice.number(0, 2);
    const std::string system = "You are a sub-agent. You may start sub-agents. " + dice.text(300);
    std::string task = dice.text(dice.number(80, 500)), agent = dice.uuid();
    const auto spawn = [&](const std::string& parent) {
        const std::string own = dice.uuid();
        script.begin(
            {.system = system, .task = task, .turns = {}, .agent = manner == 2 ? own : "", .parent = manner == 2 ? parent : ""},
            dice.number(2, 12));
        return own;
    };
    agent = spawn(agent);
    script.stuckFromHere();
    for (std::size_t i = length(dice); i > 0; --i) {
        if (manner == 1)
            task = "Start a sub-agent for this task and wait for it. " + task;
        else if (manner == 2)
            task = dice.text(dice.number(80, 500));
        const std::string next = spawn(agent);
        for (std::size_t more = dice.chance(0.3) ? 1 : 0; more > 0; --more)
            spawn(agent);
        agent = next;
    }
}

/// Costs an hour far above what its kind costs, with little to show for it: numbered wishes, all answered alike.
void costly(Script& script)
{
    Dice& dice = script.dice;
    script.session.priceFactor = static_cast<std::int64_t>(dice.number(60, 200));
    script.work(dice.number(1, 6));
    Chatter chatter(dice);
    const std::string tool = dice.pick(std::vector<std::string> {"generate_variant", "render", "simulate", "score_candidate"});
    const std::string wish = dice.words(4),
                      done = dice.pick(std::vector<std::string> {"ok", "done", R"({"status":"accepted"})", "queued"});
    const bool counts = dice.chance(0.5);
    const auto turn = [&](std::size_t i) {
        return Turn {chatter.next(),
            {{tool, std::format(R"({{"prompt":"{}","index":{}}})", wish, i),
                counts ? std::format("{} {}", done, i * 3) : done}},
            {}};
    };
    script.answer(turn(1), dice.number(1, 3));
    script.stuckFromHere();
    for (std::size_t i = 2, end = length(dice) + 2; i < end; ++i)
        script.answer(turn(i), dice.number(1, 3));
}

using Pattern = std::pair<const char*, void (*)(Script&)>;
constexpr std::array<Pattern, 9> patterns {{{"same call", sameCall}, {"cycle", cycle}, {"near repeat", nearRepeat},
    {"no new text", nothingNew}, {"growing prompt", growing}, {"same request", resends}, {"same error", sameError},
    {"fan-out", fanOut}, {"costly", costly}}};

} // namespace

std::vector<LabelledSession> runaways(unsigned firstSeed, unsigned lastSeed, unsigned step)
{
    std::vector<LabelledSession> out;
    for (const auto& [name, write] : patterns)
        for (unsigned seed = firstSeed; seed <= lastSeed; seed += step) {
            Script script(name, seed);
            write(script);
            out.push_back(std::move(script.session));
        }
    return out;
}

} // namespace fuseboard::test::loops
