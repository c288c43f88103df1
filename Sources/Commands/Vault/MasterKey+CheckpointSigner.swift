internal import Ports
internal import Seals

extension MasterKey: CheckpointSigner {}
