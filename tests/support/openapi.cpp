// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/openapi.h"

#include "support/yaml.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

namespace fuseboard::test {
namespace {

std::vector<std::string> split(const std::string& text, char by)
{
    std::vector<std::string> out;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, by);)
        out.push_back(part);
    return out;
}

std::string decoded(const std::string& text)
{
    return QByteArray::fromPercentEncoding(QByteArray::fromStdString(text)).toStdString();
}

std::string withoutBrackets(const std::string& name) { return name.ends_with("[]") ? name.substr(0, name.size() - 2) : name; }

bool isNumber(const std::string& text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Of the JSON types that a schema names, one or several.
bool isOfType(const QJsonValue& value, const QJsonValue& type)
{
    if (type.isArray()) {
        const QJsonArray types = type.toArray();
        return std::ranges::any_of(types, [&](const auto& each) { return isOfType(value, each); });
    }
    const QString word = type.toString();
    if (word == QLatin1String("integer"))
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    return word.isEmpty() || (word == QLatin1String("string") && value.isString())
        || (word == QLatin1String("number") && value.isDouble()) || (word == QLatin1String("boolean") && value.isBool())
        || (word == QLatin1String("object") && value.isObject()) || (word == QLatin1String("array") && value.isArray())
        || (word == QLatin1String("null") && value.isNull());
}

/// Providers switch between numbers and texts (`contracts/PROVIDERS.md` 0).
bool isNearlyOfType(const QJsonValue& value, const QJsonValue& type)
{
    const bool isScalar = value.isString() || value.isDouble();
    return isOfType(value, type) || (isScalar && (isOfType(QString(), type) || isOfType(0, type) || isOfType(0.5, type)));
}

QJsonObject jsonSchemaOf(const QJsonObject& message)
{
    const QJsonObject content = message[QLatin1String("content")].toObject();
    return content[QLatin1String("application/json")].toObject()[QLatin1String("schema")].toObject();
}

} // namespace

std::optional<OpenApi> OpenApi::read(const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return std::nullopt;
    OpenApi out;
    out.m_root = file.ends_with(".json") ? QJsonDocument::fromJson(QByteArray::fromStdString(text.str())).object()
                                         : readYaml(text.str());
    const QJsonObject paths = out.m_root[QLatin1String("paths")].toObject();
    for (const QString& path : paths.keys()) {
        const QJsonObject methods = paths[path].toObject();
        for (const QString& method : methods.keys())
            out.m_paths[path.toStdString()][method.toStdString()] = out.operationOf(methods[method].toObject());
    }
    return out;
}

std::optional<OpenApi> OpenApi::contractOf(MadeUpProvider provider)
{
    const std::string directory = FUSEBOARD_SHARED "/contracts/";
    switch (provider) {
    case MadeUpProvider::openAi: return read(directory + "openai-usage.openapi.yaml");
    case MadeUpProvider::anthropic: return read(directory + "anthropic-admin.openapi.json");
    case MadeUpProvider::gitHub:
    case MadeUpProvider::gitHubEnterprise: return read(directory + "github-billing.openapi.json");
    case MadeUpProvider::openRouter: break;
    }
    return read(directory + "openrouter-keys.openapi.json");
}

QJsonObject OpenApi::resolved(QJsonObject object) const
{
    while (object.contains(QLatin1String("$ref"))) {
        QJsonObject at = m_root;
        for (const QString& part : object[QLatin1String("$ref")].toString().mid(2).split(QLatin1Char('/')))
            at = at[part].toObject();
        object = at;
    }
    return object;
}

OpenApi::Operation OpenApi::operationOf(const QJsonObject& said) const
{
    Operation out;
    for (const auto& value : said[QLatin1String("parameters")].toArray()) {
        const QJsonObject one = resolved(value.toObject());
        if (one[QLatin1String("in")] != QLatin1String("query"))
            continue;
        const QJsonObject schema = resolved(one[QLatin1String("schema")].toObject());
        const bool isList = schema[QLatin1String("type")] == QLatin1String("array");
        out.parameters[withoutBrackets(one[QLatin1String("name")].toString().toStdString())] = {
            .schema = isList ? resolved(schema[QLatin1String("items")].toObject()) : schema,
            .isList = isList,
            .isRequired = one[QLatin1String("required")].toBool()};
    }
    const QJsonObject body = resolved(said[QLatin1String("requestBody")].toObject());
    out.takesBody = !body.isEmpty();
    out.needsBody = body[QLatin1String("required")].toBool();
    out.body = jsonSchemaOf(body);
    out.answer = jsonSchemaOf(resolved(said[QLatin1String("responses")].toObject()[QLatin1String("200")].toObject()));
    return out;
}

const OpenApi::Path* OpenApi::find(const std::string& path) const
{
    const auto asked = split(path, '/');
    for (const auto& [known, there] : m_paths)
        if (std::ranges::equal(asked, split(known, '/'),
                [](const std::string& a, const std::string& b) { return b.starts_with('{') ? !a.empty() : a == b; }))
            return &there;
    return nullptr;
}

std::string OpenApi::faultOf(const std::string& method, const std::string& target, const std::string& body) const
{
    const auto question = std::min(target.find('?'), target.size());
    const Path* path = find(target.substr(0, question));
    if (!path)
        return "no such path: " + target.substr(0, question);
    const auto operation = path->find(QString::fromStdString(method).toLower().toStdString());
    if (operation == path->end())
        return "no " + method + " of " + target.substr(0, question);
    std::string fault = faultOfQuery(operation->second, target.substr(std::min(question + 1, target.size())));
    return fault.empty() ? faultOfBody(operation->second, body) : fault;
}

std::string OpenApi::faultOfQuery(const Operation& operation, const std::string& query) const
{
    std::map<std::string, int> seen;
    for (const std::string& field : split(query, '&')) {
        const auto equals = std::min(field.find('='), field.size());
        const std::string name = withoutBrackets(decoded(field.substr(0, equals)));
        const std::string value = decoded(field.substr(std::min(equals + 1, field.size())));
        const auto found = operation.parameters.find(name);
        if (found == operation.parameters.end())
            return "no such parameter: " + name;
        const auto& [schema, isList, isRequired] = found->second;
        if (++seen[name] > 1 && !isList)
            return "there twice: " + name;
        const QJsonValue type = schema[QLatin1String("type")];
        const bool isText = isOfType(QString(), type);
        if (!isText && isOfType(0, type) && !isNumber(value))
            return name + " is no number: " + value;
        if (!isText && isOfType(true, type) && value != "true" && value != "false")
            return name + " is neither true nor false: " + value;
        const QJsonValue said = isText ? QJsonValue(QString::fromStdString(value))
            : isOfType(0, type)        ? QJsonValue(QString::fromStdString(value).toLongLong())
                                       : QJsonValue(value == "true");
        if (const std::string fault = faultIn(said, schema, Document::request); !fault.empty())
            return name + fault;
    }
    for (const auto& [name, parameter] : operation.parameters)
        if (parameter.isRequired && !seen.contains(name))
            return "missing: " + name;
    return {};
}

std::string OpenApi::faultOfBody(const Operation& operation, const std::string& body) const
{
    if (!operation.takesBody)
        return body.empty() ? std::string() : "a body where none belongs: " + body;
    if (body.empty())
        return operation.needsBody ? "no body" : std::string();
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(body));
    if (!document.isObject())
        return "the body is no object: " + body;
    const std::string fault = faultIn(document.object(), operation.body, Document::request);
    return fault.empty() ? fault : "$" + fault;
}

std::string OpenApi::faultOfAnswer(const std::string& target, const std::string& answer) const
{
    const Path* path = find(target.substr(0, target.find('?')));
    const auto get = path ? path->find("get") : Path::const_iterator();
    if (!path || get == path->end())
        return "no such path: " + target;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(answer));
    if (!document.isObject())
        return "no JSON object";
    const std::string fault = faultIn(document.object(), get->second.answer, Document::answer);
    return fault.empty() ? fault : "$" + fault;
}

std::string OpenApi::faultIn(const QJsonValue& value, const QJsonObject& said, Document document) const
{
    const QJsonObject schema = resolved(said);
    for (const auto& each : schema[QLatin1String("allOf")].toArray())
        if (std::string fault = faultIn(value, each.toObject(), document); !fault.empty())
            return fault;
    for (const char* any : {"anyOf", "oneOf"}) {
        std::string fault;
        for (const auto& each : schema[QLatin1String(any)].toArray())
            if (fault = faultIn(value, each.toObject(), document); fault.empty())
                break;
        if (!fault.empty())
            return fault;
    }
    const QJsonValue type = schema[QLatin1String("type")];
    if (!(document == Document::request ? isOfType(value, type) : isNearlyOfType(value, type)))
        return " is of another type";
    if (document == Document::request) {
        const QJsonArray values = schema[QLatin1String("enum")].toArray();
        if (!values.isEmpty() && !values.contains(value))
            return " can't be that word";
        if (const double number = value.toDouble(); value.isDouble()
            && (number < schema[QLatin1String("minimum")].toDouble(number)
                || number > schema[QLatin1String("maximum")].toDouble(number)))
            return " is too small or too large";
    }
    for (const auto& element : value.toArray())
        if (std::string fault = faultIn(element, schema[QLatin1String("items")].toObject(), document); !fault.empty())
            return "[]" + fault;
    return value.isObject() ? faultOfMembers(value.toObject(), schema, document) : std::string();
}

std::string OpenApi::faultOfMembers(const QJsonObject& object, const QJsonObject& schema, Document document) const
{
    const QJsonObject members = schema[QLatin1String("properties")].toObject();
    const QJsonArray required = schema[QLatin1String("required")].toArray();
    for (const auto& name : required)
        if (!object.contains(name.toString()))
            return "." + name.toString().toStdString() + " is missing";
    if (document == Document::request && !members.isEmpty())
        for (const QString& name : object.keys())
            if (!members.contains(name))
                return "." + name.toStdString() + " is not known";
    for (auto member = members.begin(); member != members.end(); ++member) {
        const QJsonValue found = object[member.key()];
        const bool isLeftOut = document == Document::answer && found.isNull() && !required.contains(member.key());
        if (found.isUndefined() || isLeftOut)
            continue;
        if (const std::string fault = faultIn(found, member.value().toObject(), document); !fault.empty())
            return "." + member.key().toStdString() + fault;
    }
    return {};
}

} // namespace fuseboard::test
