import Basis
import Updates

extension Form where Value == BackupRules {
    static var backupRules: Form {
        .record(
            "backups",
            Key.required("to", .text("a directory"), "The directory on this machine."),
            Key.optional("keep", .retention, "What stays."),
            Key.optional("encrypt", .encryption, "Who can read them; anybody if nothing is said."),
            Key.optional("offsite", .listOrOne(.template("a URL")), default: [], "Further places, as URLs."),
            Key.optional("verify", .verification, "How they are proved.")
        ) { _, to, keep, encrypt, offsite, verify in
            var rules = BackupRules(to: to)
            (rules.keep, rules.encrypt, rules.offsite, rules.verify) = (keep, encrypt, offsite, verify)
            return rules
        }
    }
}

extension Form where Value == Retention {
    static var retention: Form {
        let count = Form<Located<Int>>.integer(1...10_000)
        return .record(
            "keep",
            Key.optional("last", count, "The newest so many."),
            Key.optional("daily", count, "One for each of so many days."),
            Key.optional("weekly", count, "One for each of so many weeks."),
            Key.optional("monthly", count, "One for each of so many months."),
            Key.optional("yearly", count, "One for each of so many years."),
            Key.optional("within", .duration, "All that are younger.")
        ) { _, last, daily, weekly, monthly, yearly, within in
            var keep = Retention()
            (keep.last, keep.daily, keep.weekly) = (last, daily, weekly)
            (keep.monthly, keep.yearly, keep.within) = (monthly, yearly, within)
            return keep
        }
    }
}

extension Form where Value == BackupRules.Encryption {
    static var encryption: Form {
        let recipient = Form<Located<String>>.parsed(
            "a recipient such as age1…", pattern: "^age1[0-9a-z]{58}$"
        ) {
            $0.hasPrefix("age1") && $0.count == 62 ? $0 : nil
        }
        return .record(
            "encrypt",
            Key.required("age", .listOrOne(recipient), "Public keys in the age form."),
            Key.optional(
                "identity", .template("a secret"), "The secret key, where this machine may read backups.")
        ) { _, recipients, identity in BackupRules.Encryption(recipients: recipients, identity: identity) }
    }
}
