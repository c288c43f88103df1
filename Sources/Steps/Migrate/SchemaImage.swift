internal import Basis
internal import Updates

/// The name that keeps the image which last brought a schema up: only it knows the way back.
enum SchemaImage {
    /// `belay/shop-production/schema:in-force`. A later migration takes the name over.
    static func tag(of plan: Plan) -> String {
        let owner = "\(plan.manifest.app.value)-\(plan.environmentName)".lowercased()
        return "belay/\(owner)/schema:in-force"
    }
}
