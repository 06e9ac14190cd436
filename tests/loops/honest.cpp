// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/script.h"
#include "loops/sessions.h"

#include <array>

namespace fuseboard::test::loops {
namespace {

using gateway::Api;

/// Waits for a build whose answers change: percents, steps, a log's last lines; now and then nothing yet.
void polling(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 8));
    const std::size_t manner = dice.number(0, 3);
    const std::string id = std::to_string(dice.number(100, 99'999)), log = dice.listing(4'500);
    std::size_t step = dice.number(1, 9), same = 0;
    for (std::size_t i = dice.number(6, 25); i > 0; --i) {
        if (same >= 2 || !dice.chance(0.3)) {
            step += dice.number(1, 6);
            same = 0;
        } else {
            ++same;
        }
        std::string state;
        switch (manner) {
        case 0: state = std::format(R"({{"status":"running","progress":{}}})", step); break;
        case 1: state = std::format("[{}/{}] Building {}", step, 240, dice.path()); break;
        case 2: state = "in progress\n" + log.substr(0, std::min(log.size(), step * 25)); break;
        default:
            state =
                std::format("{} queued, {} running, {} done", 120 - std::min<std::size_t>(step, 110), dice.number(2, 6), step);
            break;
        }
        script.answer({dice.chance(0.4) ? "Still building. I wait." : "",
                          {{"Bash", std::format(R"({{"command":"sleep 30; ci status {}"}})", id), state}}, {}},
            dice.number(30, 90));
    }
    script.work(dice.number(1, 4));
}

/// Waits long for something that does not move: half an hour in a queue.
void waiting(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 6));
    const std::string job = std::format(R"({{"command":"sleep 60; queue status {}"}})", dice.word());
    for (std::size_t i = dice.number(3, 9); i > 0; --i)
        script.answer({dice.chance(0.5) ? "Still queued." : "", {{"Bash", job, "queued"}}, {}}, dice.number(61, 75));
    script.answer({"", {{"Bash", job, "running on runner-" + dice.word()}}, {}}, 62);
    script.work(dice.number(1, 4));
}

/// Looks once more at what it has done, file by file, before it says that it is done.
void doubleCheck(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 4));
    std::vector<ToolCall> files;
    for (std::size_t i = dice.number(2, 5); i > 0; --i)
        files.push_back({"Read", std::format(R"({{"path":"{}"}})", dice.path()), dice.listing(dice.number(200, 2000))});
    for (int round = 0; round < 2; ++round) {
        for (const ToolCall& file : files)
            script.answer({"", {file}, {}}, dice.number(3, 15));
        script.work(1);
    }
}

/// Runs the tests, edits, runs them again: what fails changes, though not with every edit.
void testAndFix(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 5));
    const std::string command = std::format(R"({{"command":"npm test -- {}"}})", dice.word());
    std::vector<std::string> failing;
    for (std::size_t i = dice.number(3, 9); i > 0; --i)
        failing.push_back(dice.name());
    const std::string file = dice.path();
    for (std::size_t round = 0; !failing.empty() && round < 30; ++round) {
        std::string result = std::format("{} failed, {} passed\n", failing.size(), 200 - failing.size());
        for (const std::string& name : failing)
            result += "  ✗ " + name + ": expected true, got false\n";
        script.answer(
            {dice.chance(0.5) ? "Let me run the tests." : "", {{"Bash", command, result, true}}, {}}, dice.number(5, 30));
        script.answer({dice.chance(0.5) ? dice.text(60) : "",
                          {{"Edit", std::format(R"({{"path":"{}","old":"{}","new":"{}"}})", file, dice.words(6), dice.words(7)),
                              "The file has been updated."}},
                          {}},
            dice.number(5, 30));
        if (dice.chance(0.65))
            failing.pop_back();
    }
    script.answer({"All tests pass.", {{"Bash", command, "0 failed, 200 passed"}}, {}}, 10);
}

/// Reads files again that have not changed: to be sure, after edits, and all of them after the history was shortened.
void reReads(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(2, 6));
    std::vector<ToolCall> files;
    for (std::size_t i = dice.number(3, 7); i > 0; --i)
        files.push_back({"Read", std::format(R"({{"path":"{}"}})", dice.path()), dice.listing(dice.number(200, 3000))});
    for (const ToolCall& file : files)
        script.answer({"", {file}, {}}, dice.number(3, 20));
    script.work(dice.number(1, 4));
    for (std::size_t i = dice.number(1, 3); i > 0; --i)
        script.answer({"Let me look at it again.", {dice.pick(files)}, {}}, dice.number(3, 20));
    script.work(dice.number(1, 4));
    if (dice.chance(0.5)) { // shortened
        const std::size_t next = script.begin({.system = script.conversation().system,
                                                  .task = script.conversation().task + "\n\nSummary so far: " + dice.text(500),
                                                  .turns = {},
                                                  .agent = {},
                                                  .parent = {}},
            20);
        for (const ToolCall& file : files)
            script.answer({"", {file}, {}}, dice.number(3, 20), next);
        script.work(dice.number(2, 5), next);
    } else {
        for (std::size_t i = dice.number(1, 3); i > 0; --i)
            script.answer({"", {dice.pick(files)}, {}}, dice.number(3, 20));
        script.work(1);
    }
}

/// Many like items one after the other, each acknowledged in the same few words; or page after page of a list.
void batch(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 4));
    const std::string stem = dice.name(),
                      done = dice.pick(
                          std::vector<std::string> {"ok", "", "Done.", "The file has been updated.", R"({"success":true})"});
    const bool pages = dice.chance(0.4), numbered = dice.chance(0.6);
    for (std::size_t i = 1, end = dice.number(12, 45); i <= end; ++i) {
        const std::string item = numbered ? std::format("{}_{:03}", stem, i) : dice.path();
        if (pages)
            script.answer(
                {"", {{"list_orders", std::format(R"({{"customer":"{}","page":{}}})", stem, i), dice.listing(300)}}, {}},
                dice.number(2, 9));
        else
            script.answer(
                {"", {{"convert", std::format(R"({{"file":"{}","format":"webp"}})", item), done}}, {}}, dice.number(2, 9));
    }
    script.work(dice.number(1, 3));
}

/// A provider that fails a few times, and a tool that does.
void flaky(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 6));
    for (std::size_t times = dice.number(1, 3); times > 0; --times) {
        script.session.calls.back().fails = true;
        for (std::size_t i = dice.number(1, 5); i > 0; --i) { // Codex tries five times
            script.again(dice.number(1, 4));
            script.session.calls.back().fails = i > 1;
        }
        script.work(dice.number(1, 5));
        const std::string command = std::format(R"({{"command":"curl https://{}.example"}})", dice.word());
        for (std::size_t i = dice.number(1, 3); i > 0; --i)
            script.answer({"", {{"Bash", command, "Error: connection timed out", true}}, {}}, dice.number(5, 30));
        script.answer({"It works now.", {{"Bash", command, dice.listing(200)}}, {}}, 20);
        script.work(dice.number(1, 5));
    }
}

/// Fast and dear, and getting somewhere.
void busy(Script& script)
{
    Dice& dice = script.dice;
    script.session.priceFactor = static_cast<std::int64_t>(dice.number(20, 120));
    for (std::size_t i = dice.number(20, 50); i > 0; --i)
        script.answer(script.work(), dice.number(1, 3));
}

/// Looks for something in many places and finds nothing for a while; or guesses paths that are not there.
void exploring(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 4));
    const std::string nothing = dice.chance(0.5)
        ? "No matches found"
        : "Your search returned no results. Try other words, check the spelling, or leave out the filters. " + dice.text(80);
    for (std::size_t rounds = dice.number(1, 3); rounds > 0; --rounds) {
        const bool guesses = dice.chance(0.4);
        for (std::size_t i = dice.number(3, guesses ? 4 : 9); i > 0; --i)
            if (guesses)
                script.answer(
                    {"", {{"Read", std::format(R"({{"path":"{}"}})", dice.path()), "Error: file not found", true}}, {}},
                    dice.number(3, 15));
            else
                script.answer(
                    {"", {{"Grep", std::format(R"({{"pattern":"{}"}})", dice.name()), nothing}}, {}}, dice.number(3, 15));
        script.work(dice.number(1, 5));
    }
}

/// People who say little, and a model that says much.
void shortAnswers(Script& script)
{
    Dice& dice = script.dice;
    script.session.kind = "chat";
    for (std::size_t i = dice.number(8, 30); i > 0; --i)
        script.answer({dice.text(dice.number(100, 900)), {},
                          dice.pick(std::vector<std::string> {"continue", "yes", "ok", "more", "and then?", "continue"})},
            dice.number(10, 120));
}

/// One request each minute to see whether it still answers; or the same one many times at once, to take the best.
void sampling(Script& script)
{
    Dice& dice = script.dice;
    script.session.kind = "script";
    const bool pings = dice.chance(0.5);
    for (std::size_t i = dice.number(8, 40); i > 0; --i) {
        script.again(pings ? 60 : 0);
        script.session.calls.back().takes = std::chrono::milliseconds(dice.number(1500, 6000));
    }
}

/// Asks for figures that change, and for nothing else: a training run, a sensor.
void watching(Script& script)
{
    Dice& dice = script.dice;
    script.work(dice.number(1, 3));
    const bool trains = dice.chance(0.5);
    std::size_t step = 100, loss = 8'000;
    for (std::size_t i = dice.number(8, 24); i > 0; --i) {
        step += dice.number(20, 90);
        loss -= std::min(loss - 10, dice.number(0, 300));
        script.answer({dice.chance(0.3) ? "The run goes on." : "",
                          {{"get_metrics", trains ? R"({"run":"nightly"})" : R"({"sensor":"t3"})",
                              trains ? std::format(R"({{"step":{},"loss":0.{:04}}})", step, loss)
                                     : std::format(R"({{"temperature":{}.{},"humidity":{}}})", dice.number(18, 26),
                                           dice.number(0, 9), dice.number(30, 60))}},
                          {}},
            dice.number(20, 120));
    }
    script.work(dice.number(1, 3));
}

std::string taskOf(Dice& dice, std::size_t manner, const std::string& brief, std::size_t i)
{
    switch (manner) {
    case 0: return dice.text(dice.number(100, 600));
    case 1:
        return std::format("Review {} and list the bugs that you find. Do not edit anything. Answer in a table.", dice.path());
    case 2: return brief + " Your part is " + dice.words(5) + ".";
    case 3: return std::format("Summarise part {} of 40 of the report. Keep it under 200 words.", i + 1);
    default: return brief;
    }
}

/// Sub-agents of which each has a part of the work, and does it; or a few with one task, to take the best.
void subAgents(Script& script)
{
    Dice& dice = script.dice;
    script.session.session = dice.uuid();
    script.work(dice.number(1, 5));
    const std::size_t manner = dice.number(0, 4), deep = dice.number(0, 2);
    const bool told = dice.chance(0.5);
    const std::string system = "You are a sub-agent. " + dice.text(300), brief = dice.text(500), root = dice.uuid();
    std::vector<std::size_t> agents;
    std::vector<ToolCall> tasks;
    for (std::size_t i = 0, end = manner == 4 ? dice.number(2, 5) : dice.number(3, 20); i < end; ++i) {
        const std::string task = taskOf(dice, manner, brief, i);
        agents.push_back(script.begin(
            {.system = system, .task = task, .turns = {}, .agent = told ? dice.uuid() : "", .parent = told ? root : ""},
            i % 5 == 0 ? 1 : 0));
        tasks.push_back({"Task", std::format(R"({{"prompt":"{}"}})", task), dice.text(300)});
    }
    for (std::size_t round = dice.number(2, 6); round > 0; --round)
        for (const std::size_t agent : agents)
            script.answer(script.work(), dice.number(0, 3), agent);
    if (deep == 2) { // one has an agent of its own
        const Conversation above = script.conversation(agents[0]);
        const std::size_t below = script.begin(
            {.system = system, .task = dice.text(200), .turns = {}, .agent = told ? dice.uuid() : "", .parent = above.agent},
            3);
        script.work(dice.number(2, 5), below);
        script.answer({"", {{"Task", R"({"prompt":"deeper"})", dice.text(200)}}, {}}, 4, agents[0]);
    }
    script.answer({"All parts are there.", tasks, {}}, 10);
    script.work(dice.number(1, 4));
}

using Pattern = std::pair<const char*, void (*)(Script&)>;
constexpr std::array<Pattern, 13> patterns {
    {{"polling", polling}, {"waiting", waiting}, {"double check", doubleCheck}, {"test and fix", testAndFix},
        {"re-reads", reReads}, {"batch", batch}, {"flaky", flaky}, {"busy", busy}, {"exploring", exploring},
        {"short answers", shortAnswers}, {"sampling", sampling}, {"watching", watching}, {"sub-agents", subAgents}}};

} // namespace

std::vector<LabelledSession> honestOnes(unsigned firstSeed, unsigned lastSeed, unsigned step)
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
